/* What a command prints is its result, and a result that nobody could be told is none: it is printed before what the
 * command changed is kept, so that an exit of 4 for a full standard output has changed nothing. */
#ifndef SCORECARD_PIPELINE_PRINTED_H
#define SCORECARD_PIPELINE_PRINTED_H

#include <glib.h>
#include <stdbool.h>

/* SYSTEM when not all that was printed has reached standard output. */
bool printed_flush(GError **error);
/* Standard output is a pipe that nobody reads any more. */
bool printed_reader_is_gone(void);

#endif
