/* What the builders of blocks share. One builder a chart kind: publish_*.c; the table of them stands in
 * publish_charts.c. */
#ifndef SCORECARD_STAGES_PUBLISH_PUBLISH_BLOCK_H
#define SCORECARD_STAGES_PUBLISH_PUBLISH_BLOCK_H

#include "stages/judge/review.h"
#include "stages/publish/publish.h"

/* The cover and the notes on symbols; and, once the pages are there, how to read what they show. */
void publish_fill_cover(struct publisher *publisher);
void publish_fill_how_to_read(struct publisher *publisher);
/* What the reviewing of measures reads. */
struct reviewer publish_reviewer(const struct publisher *publisher);
struct review publish_review(const struct publisher *publisher, const struct measure *measure);

/* What a group of categories comes to, or the symbol of what is hidden in it. */
struct group_sum {
    double value;
    const char *symbol; /* NULL: none */
};

/* Of groups that add up to a figure that is shown: where just one is hidden everybody can work it out, so it is told,
 * unless it is small. */
void publish_tell_rest(const struct publisher *p, const struct figure *whole, struct group_sum *sums, guint n_sums);

/* The block's own list of measures, else all, under review (struct review); those that nobody has loaded are left out.
 * In order by `compare`, whose data are the measures as the report's pages name them (publish_measures_of_report). The
 * caller unrefs. */
GArray *publish_reviews(struct publisher *publisher, const struct report_block *from, GCompareDataFunc compare);
/* Compares two reviews by where the pages name their measures first. */
int publish_compare_places(const void *a, const void *b, void *order);
/* "T01 New EHC plans issued within 20 weeks". The caller frees. */
char *publish_name(const struct measure *measure);
/* "amber", "not rated": the rating at the previous board as a sentence has it. */
const char *publish_rating_before(const struct review *review);
/* "on track"; "at risk, overdue". The caller frees. */
char *publish_action_status(const struct action *action);
/* The page's last line: the day of the data, the rules and registers behind its measures, and where they are defined.
 */
const char *publish_page_source(struct publisher *publisher, const struct report_page *page);
/* Every measure that the report's pages name, in their order (const struct measure *). The caller unrefs. */
GPtrArray *publish_measures_of_report(const struct report *report);
/* A block of the page with id, width, reference, title, subtitle and source of its measure. When the measure's extract
 * is missing the block says so and the builder has nothing more to do: *is_empty. */
struct block *publish_start_block(struct publisher *publisher, struct page *page, const struct report_block *from,
                                  enum block_kind kind, bool *is_empty);
/* Leaves a gap in a chart over time, and says so under it, where its first figures (const struct figure *) are from
 * before the data begin. */
void publish_leave_gap(struct publisher *publisher, struct block *block, const struct measure *measure,
                       const GPtrArray *series);
/* At the foot of the page: which of its smaller charts have no number to draw, and why; the page leaves them out. */
void publish_say_empty(struct publisher *publisher, struct page *page, const struct report_page *from);
/* How many are what: "5", "green". */
struct counted_part {
    guint n;
    const char *what;
};
/* "2 are green, 1 amber and 3 red": those of which there are any; the first has the verb, for one or many. The caller
 * frees. */
char *publish_list_parts(const struct counted_part *parts, guint n_parts, const char *one, const char *many);
/* Adds a sentence to what stands under a block. */
void publish_add_note(struct publisher *publisher, struct block *block, const char *sentence);
/* Says that there is nothing to show, and why. */
void publish_empty(struct publisher *publisher, struct block *block, const char *why);
/* Under a block over several measures (const struct measure *): which extracts are missing, and which figures for want
 * of them. */
void publish_note_missing(struct publisher *publisher, struct block *block, const GArray *measures);
/* Why there is no figure for want of data, as it stands in a sentence: "the extract "audits" has not been loaded";
 * NULL: there is no such want. The caller frees. */
char *publish_why_missing(const struct publisher *publisher, const struct measure *measure);
/* Whether every one of the measures is missing; false for none. */
bool publish_are_missing(const struct publisher *publisher, const GArray *measures);
/* Adds to a page's document which of its blocks are left out for want of an extract, once for each extract. */
void publish_say_missing(struct publisher *publisher, struct page *page, const struct report_page *from);
/* Puts pages that have nothing else together on one. */
void publish_gather_missing(struct publisher *publisher);
/* The figure as a cell: a number with its mark, or its symbol; NULL is 0 for a count and [z] otherwise. */
void publish_add_figure(struct frame *frame, const struct measure *measure, const struct figure *figure);
/* The difference of two figures; [c] where one is hidden. */
void publish_add_change(struct frame *frame, const struct figure *now, const struct figure *before);
/* "322 of 370", "3,120 cases", "A count"; a hidden or unknown number is its symbol. The caller frees. */
char *publish_numbers_behind(const struct figure *figure);
/* The latest figure of all cases. */
void publish_add_headline(struct frame *frame, const struct review *review);
/* Three cells: the latest figure, the previous board's and the change. */
void publish_add_now_and_before(struct frame *frame, const struct review *review);
/* The figure a claim or card is about: its measure's headline on a day, or that of its category. Cases that came all at
 * once (a survey) and have left the window stand with the newest twelve months that held them all. NULL when there is
 * none. */
const struct figure *publish_subject(const struct publisher *publisher, const struct report_group *group, int32_t day);
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
/* Keeps the `most` categories with the most cases in their order; a note under the block says that there are more. */
void publish_keep_most(struct publisher *publisher, struct block *block, GPtrArray *categories, guint most);
guint publish_most(const struct report_block *from, guint usual);
/* A block over the categories of a split. NULL when there is nothing to draw and the block says so; else the caller
 * unrefs `categories`. */
struct block *publish_start_categories(struct publisher *publisher, struct page *page, const struct report_block *from,
                                       enum block_kind kind, GPtrArray **categories);
/* Subtitle, title and alternative text of such a block. */
void publish_finish_categories(struct publisher *publisher, struct block *block, const struct report_block *from,
                               GPtrArray *categories, const char *unit);
/* "primary_need" as words: "primary need", and as a column's title. The caller frees the first. */
char *publish_split_words(const char *split);
const char *publish_split_title(struct publisher *publisher, const char *split);
/* "Open EHC plans by primary need"; a title may say it itself. The caller frees. */
char *publish_measure_by_split(const struct report_block *from);
void publish_split_subtitle(struct publisher *publisher, struct block *block, const struct report_block *from,
                            const char *unit);
/* "Most by locality: Crewe, 153", "Lowest by service: CAMHS, 61.2%": the finding of a chart over categories (const
 * struct figure *). The caller frees. */
char *publish_name_extreme(struct publisher *publisher, const struct report_block *from, const GPtrArray *categories);
/* Whether one of the figures (const struct figure *) is [c]. */
bool publish_has_hidden(const GPtrArray *figures);
/* The period of a block as its subtitle has it; the caller frees. */
char *publish_period_words(const struct publisher *publisher, const struct report_block *from);
/* "January 2021", "21 January 2021": a period on an axis, short ("Jan 2021"). The caller frees. */
char *publish_period_label(const struct period *period);

void build_glance(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_register(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_spc(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_line(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_bars(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_share(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_stack(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_multiples(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_parts(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_amounts(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_funnel(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_facts(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_cards(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_signals(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_exceptions(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_actions(struct publisher *publisher, struct page *page, const struct report_block *from);
void build_progress(struct publisher *publisher, struct page *page, const struct report_block *from);
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
