/* What the files share that build a model: disclose_model.c (measures, their periods, points), disclose_lines.c (lines
 * and their spans), disclose_extra.c (lines that no figure stands for). */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_BUILD_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_BUILD_H

#include "stages/disclose/disclose_model.h"

/* The rows of one measure and the periods they stand for. */
struct measure_rows {
    const struct measure *measure;
    guint first, end;
    bool is_state;   /* told for days, each by itself */
    GArray *periods; /* struct period, in order */
    GArray *extra;   /* struct line_key: lines without a figure */
};

struct line_key {
    const char *breakdown, *category;
};

/* `all` before other breakdowns, then by name. */
int line_key_compare(const struct line_key *a, const struct line_key *b);

/* The point of the end of a day that one of the periods begins after or ends on. */
guint build_point_of(const struct model *model, int32_t date);
int32_t build_first_date(const struct period *period);
int32_t build_last_date(const struct model *model, const struct measure_rows *rows, const struct period *period);

/* Adds the lines of a measure with their spans. */
void build_lines(struct model *model, const struct measure_rows *rows);
/* Gives measures (struct measure_rows) the lines that no figure stands for and that a reader counts as 0: where an
 * identity names them, one of each split that has none, and those that earlier editions hid. Hiding such a 0 needs the
 * line. */
void build_extra(const struct model *model, GArray *measures, const struct disclosure_rules *rules);

#endif
