#include "pipeline/printed.h"

#include "pipeline/lib/error.h"

#include <stdio.h>

/* A write that failed earlier has emptied the buffer, so that only the stream itself still knows of it. */
bool printed_flush(GError **error)
{
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "standard output cannot be written");
    return false;
}
