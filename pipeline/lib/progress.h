/* What long work shows on a terminal: file, rows, rate, time left. Silent unless stderr is a terminal or it is asked
 * for. */
#ifndef SCORECARD_LIB_PROGRESS_H
#define SCORECARD_LIB_PROGRESS_H

#include <stdint.h>

struct progress;

enum progress_mode { PROGRESS_AUTO, PROGRESS_ON, PROGRESS_OFF };

struct progress *progress_new(enum progress_mode mode);
void progress_free(struct progress *progress);
/* Begins a step; ends the one before it. `label` is a file's base name or a stage. */
void progress_begin(struct progress *progress, const char *label);
/* Work done and in all (bytes, pages), rows so far (0: not shown). Redraws at most ten times a second. NULL progress is
 * silent. */
void progress_update(struct progress *progress, uint64_t done, uint64_t total, uint64_t rows);
/* Wipes the line, so that other messages stand alone. */
void progress_end(struct progress *progress);

#endif
