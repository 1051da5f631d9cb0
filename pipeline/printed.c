#include "pipeline/printed.h"

#include "pipeline/lib/error.h"

#include <poll.h>
#include <stdio.h>
#include <unistd.h>

/* A write that failed earlier has emptied the buffer, so that only the stream itself still knows of it. */
bool printed_flush(GError **error)
{
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "standard output cannot be written");
    return false;
}

bool printed_reader_is_gone(void)
{
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}
