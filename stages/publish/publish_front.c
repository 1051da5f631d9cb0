/* The cover, how to read the report, and what its symbols mean. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/date.h"

#include <string.h>

static const struct note standard_notes[] = {
    {"[x]", "Not available: the extract that holds it has not been loaded, or its owner has not published it."},
    {"[z]",
     "Not applicable: there is no case to measure, nobody publishes such a figure, or it is told only in parts."},
    {"[low]", "Rounds to zero but is not zero."},
};

/* How to read, each with the column of a block that it is about; NULL: made from the settings. */
static const struct {
    const char *column, *text;
} reading_help[] = {
    {"rating", "Ratings hold a figure to the target in force. Red means worse than the margin that was agreed with the "
               "target. There is no rating without a target, where neither way is better, or for few cases [u]."},
    {"travel",
     "Changes are judged, not just subtracted. A figure counted by month counts as Better or Worse only when a "
     "month since the previous board is unusual that way on its control chart of two years."},
    {"travel", "Other percentages and counts must have left the range that chance allows (a 95% interval: Wilson for "
               "percentages, Byar for counts)."},
    {"travel", NULL}, /* little_help */
    {"signal",
     "Control charts (XmR): the middle line is the mean, the outer lines are its usual range (2.66 mean moving "
     "ranges). A month is unusual when it lies outside the range, when seven in a row lie on one side or rise "
     "or fall, or when two of three lie near a limit. There are no limits for fewer than twelve months (after a "
     "step seven), fewer than five cases a month, or a list that began with few."},
    {"trend", "Two years' lines: a gap, or no dot at the end, is a hidden figure [c]."},
    {"rating", "The twelve months end on the day of the data. The last, unfinished month is marked part and enters no "
               "control limit."},
};

/* The example is a reference of the report's own. */
static const char *reference_help(struct publisher *p)
{
    g_autoptr(GPtrArray) measures = publish_measures_of_report(p->report);
    const struct measure *first = measures->len == 0 ? NULL : measures->pdata[0];
    return document_printf(p->document,
                           "Every figure is counted by the program from the council's own extracts and carries the "
                           "reference of its definition%s%s. Workbook and PDF have the same references, and the cases "
                           "behind any figure can be listed by its own.",
                           first == NULL ? "" : ", such as ", first == NULL ? "" : first->ref);
}

static const char *little_help(struct publisher *p)
{
    return document_printf(
        p->document,
        "Medians, sums and money have no such test: a change of less than %" G_GINT64_FORMAT
        "%% is no clear change. The previous board's figure is counted again from what is known now.",
        project_setting_integer(p->project, "little_change_percent", 5));
}

/* A page to hand out prints no references. */
void publish_fill_how_to_read(struct publisher *p)
{
    struct document *d = p->document;
    if (p->report->has_front)
        paragraphs_add(&d->how_to_read, reference_help(p));
    for (guint i = 0; i < G_N_ELEMENTS(reading_help); i++)
        if (document_has_column(d, reading_help[i].column))
            paragraphs_add(&d->how_to_read, reading_help[i].text == NULL ? little_help(p) : reading_help[i].text);
    for (guint i = 0; i < p->report->how_to_read->len; i++)
        paragraphs_add(&d->how_to_read, document_text(d, p->report->how_to_read->pdata[i]));
}

/* What [c] means in this edition. */
static const char *hidden_note(struct publisher *p)
{
    if (p->suppress_below == 0)
        return "Confidential: hidden. This edition hides no number: it is for the board, not for publication.";
    return document_printf(p->document,
                           "Confidential: numbers of children from 1 to %" G_GINT64_FORMAT
                           " are hidden, percentages where so few did, did not or could, and as many figures beside "
                           "them as it takes for none of these to be worked out.",
                           p->suppress_below - 1);
}

#define FARTHEST_EDITION 366 /* days */

/* `day` where it is nearer than `next`, of the days after as-at; DATE_NONE: none so far, nor within a year. */
static int32_t nearer_edition(const struct publisher *p, const char *day, int32_t next)
{
    const int32_t date = day == NULL ? DATE_NONE : date_parse_iso(day, strlen(day)), as_at = p->calendar->as_at;
    const bool follows = date > as_at && date - as_at <= FARTHEST_EDITION;
    return follows && (next == DATE_NONE || date < next) ? date : next;
}

/* The settings' own day, unless it has passed: a board that moved on leaves it behind. Then the next of the boards. A
 * report that looks far back is followed by none of them. */
static int32_t find_next_edition(const struct publisher *p)
{
    const int32_t told = nearer_edition(p, project_setting_text(p->project, "next_edition"), DATE_NONE);
    if (told != DATE_NONE)
        return told;
    int32_t next = DATE_NONE;
    g_auto(GStrv) boards = project_setting_list(p->project, "board_dates");
    for (char **day = boards; day != NULL && *day != NULL; day++)
        next = nearer_edition(p, *day, next);
    return next;
}

void publish_fill_cover(struct publisher *p)
{
    struct document *d = p->document;
    const int32_t next_day = find_next_edition(p);
    g_autofree char *next = next_day == DATE_NONE ? NULL : date_format_long(next_day);
    d->name = document_text(d, p->report->name);
    d->has_front = p->report->has_front;
    d->title = document_text(d, p->report->title);
    d->subtitle = document_text(d, p->report->subtitle);
    d->subject = document_text(d, p->report->subject);
    d->keywords = document_text(d, p->report->keywords);
    d->authority = document_text(d, project_setting_text(p->project, "authority.name"));
    d->author = document_council(d, d->authority);
    d->marking = document_text(d, p->marking);
    if (p->suppress_below == 0)
        paragraphs_add(&d->cover, "Small numbers are shown: for the board's use, not for publication.");
    const char *contact = project_setting_text(p->project, "contact");
    d->contact = contact == NULL || *contact == '\0' ? d->author : document_text(d, contact);
    d->as_at = p->calendar->as_at;
    d->board_date = p->calendar->as_at;
    d->next_edition = document_text(d, next == NULL ? "not yet set" : next);
    g_array_append_vals(d->notes, &(struct note){"[c]", hidden_note(p)}, 1);
    for (guint i = 0; i < G_N_ELEMENTS(standard_notes); i++)
        g_array_append_val(d->notes, standard_notes[i]);
    const gint64 least = project_setting_integer(p->project, "rate_minimum", 10);
    const char *unreliable = document_printf(
        d, "Low reliability: a percentage of fewer than %" G_GINT64_FORMAT " cases. It is shown but not rated.", least);
    g_array_append_vals(d->notes, &(struct note){"[u]", unreliable}, 1);
}
