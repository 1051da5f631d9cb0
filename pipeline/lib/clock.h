/* The clock, which nothing else reads: what is published never tells when it was made. */
#ifndef SCORECARD_LIB_CLOCK_H
#define SCORECARD_LIB_CLOCK_H

#include <glib.h>

gint64 clock_now(void); /* microseconds since 1970, UTC */
/* "2021-01-21T09:30:00.000Z", as --known-at compares it. The caller frees. */
char *clock_text(gint64 microseconds);

#endif
