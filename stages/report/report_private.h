/* What the readers of a report file share: report.c reads the file and its pages, report_block.c blocks, report_group.c
 * their groups, report_read.c the kinds of members. Only report*.c include this. */
#ifndef SCORECARD_STAGES_REPORT_REPORT_PRIVATE_H
#define SCORECARD_STAGES_REPORT_REPORT_PRIVATE_H

#include "stages/report/report.h"

/* What reading a file needs at hand. */
struct reading {
    struct report *report;
    const struct measures *measures;
    GError **error;
};

/* Appends the texts (char *) of a list that may be missing. */
bool report_read_texts(struct reading *r, JsonNode *object, const char *member, GPtrArray *texts);
/* The same for texts that no figures fill: one with a place in braces is refused. */
bool report_read_plain_texts(struct reading *r, JsonNode *object, const char *member, GPtrArray *texts);
/* One such text, which must be there. */
bool report_read_plain_text(struct reading *r, JsonNode *object, const char *member, const char **text);
/* The measure of an id or reference; *measure stays as it is when the member is missing. */
bool report_read_measure(struct reading *r, JsonNode *object, const char *member, const struct measure **measure);
/* Appends the measures (const struct measure *) of "measures". */
bool report_read_measures(struct reading *r, JsonNode *object, GArray *measures);
/* A column that the measure's query returns. */
bool report_read_split(struct reading *r, JsonNode *object, const char *member, bool is_needed,
                       const struct measure *measure, const char **split);

/* Appends a block to the page. */
bool report_read_block(struct reading *r, JsonNode *object, struct report_page *page);
void report_free_block(void *block);
bool report_read_groups(struct reading *r, JsonNode *object, GArray *groups);
void report_clear_group(void *group);

#endif
