/* Where each line of figures stands: the rows of one measure, breakdown and category, which follow each other. */
#ifndef SCORECARD_STAGES_COUNT_FIGURE_LINES_H
#define SCORECARD_STAGES_COUNT_FIGURE_LINES_H

#include "stages/count/figures.h"

struct figure_lines;

/* Of rows in order, which stand while it does. The caller frees. */
struct figure_lines *figure_lines_new(const struct figure *rows, guint n);
void figure_lines_free(struct figure_lines *lines);
/* The line's rows, from `first` to before `end`; false when there is none. */
bool figure_lines_find(const struct figure_lines *lines, const char *measure, const char *breakdown,
                       const char *category, guint *first, guint *end);

#endif
