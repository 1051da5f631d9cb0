/* What the builders of blocks share. One builder a chart kind: publish_*.c; the table of them stands in publish.c. */
#ifndef SCORECARD_STAGES_PUBLISH_BLOCK_H
#define SCORECARD_STAGES_PUBLISH_BLOCK_H

#include "stages/publish.h"
#include "stages/review.h"

/* What the reviewing of measures reads. */
struct reviewer publish_reviewer(const struct publisher *publisher);
struct review publish_review(const struct publisher *publisher, const struct measure *measure);

/* The page's last line: the day of the data, the rules and registers behind its measures, and where they are defined.
 */
const char *publish_page_source(struct publisher *publisher, const struct report_page *page);
/* A block of the page with id, width, reference, title, subtitle and source of its measure. When the measure's extract
 * is missing the block says so and the builder has nothing more to do: *is_empty. */
struct block *publish_start_block(struct publisher *publisher, struct page *page, const struct report_block *from,
                                  enum block_kind kind, bool *is_empty);
/* Says that there is nothing to show, and why. */
void publish_empty(struct publisher *publisher, struct block *block, const char *why);
/* The figure as a cell: a number with its mark, or its symbol; NULL is 0 for a count and [z] otherwise. */
void publish_add_figure(struct frame *frame, const struct measure *measure, const struct figure *figure);
/* Alternative text: chart and measure, then `finding`, cut to 400 characters. */
void publish_set_alt(struct publisher *publisher, struct block *block, const char *chart, const char *finding);
/* "percent", "weeks", "number of cases" …: what a heading says of the measure's values. */
const char *publish_unit_words(const struct measure *measure);
/* The day on which a block's figures stand: as-at, but for a census its date. */
int32_t publish_end(const struct publisher *publisher, const struct measure *measure);
/* The target in force when it belongs on a chart of these periods: a count's target is for its headline period alone.
 */
const struct target *publish_target(const struct publisher *publisher, const struct measure *measure,
                                    enum period_kind kind);
/* Categories of a breakdown in the order pages show: that of the code list, else the largest first, unknown last. const
 * struct figure *; the caller unrefs. */
GPtrArray *publish_categories(const struct publisher *publisher, const struct measure *measure, const char *breakdown,
                              enum period_kind kind, int32_t end);
/* "January 2021", "21 January 2021": a period on an axis, short ("Jan 2021"). The caller frees. */
char *publish_period_label(const struct period *period);

void build_glance(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_spc(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_line(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_bars(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_share(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_stack(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_multiples(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_table(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_pair(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_published(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_definitions(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_inputs(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_text(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_restated(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_restating_loads(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_comments(struct publisher *publisher, struct page *page, const struct report_block *from);

#endif
