/* Puts files onto the disk by a thread of its own, which does nothing but wait for the disk, while the caller writes
 * others. */
#ifndef SCORECARD_LIB_SYNCER_H
#define SCORECARD_LIB_SYNCER_H

#include <glib.h>
#include <stdbool.h>

struct syncer;

struct syncer *syncer_new(void);
/* Waits for what was added, whatever becomes of it. */
void syncer_free(struct syncer *syncer);
/* A file that is written and closed. Where no thread can be had the caller waits. */
void syncer_add(struct syncer *syncer, const char *path);
/* Until all that was added is on the disk. SYSTEM, of the first file that cannot be put there. */
bool syncer_end(struct syncer *syncer, GError **error);

#endif
