#include "stages/publish/publish.h"

#include "pipeline/lib/date.h"
#include "stages/judge/sentence.h"
#include "stages/publish/publish_block.h"
#include "stages/publish/publish_plan.h"

#include <string.h>

static const struct chart_kind chart_kinds[] = {
    {.name = "glance", .needs = "groups", .build = build_glance},
    {.name = "register", .needs = "groups", .build = build_register},
    {.name = "spc", .needs_measure = true, .build = build_spc},
    {.name = "line", .needs_measure = true, .is_over_time = true, .build = build_line},
    {.name = "bars", .needs_measure = true, .needs_split = true, .build = build_bars},
    {.name = "share", .needs_measure = true, .needs_split = true, .adds_categories = true, .build = build_share},
    {.name = "stack",
     .needs_measure = true,
     .needs_split = true,
     .needs_categories = true,
     .adds_categories = true,
     .is_over_time = true,
     .build = build_stack},
    {.name = "multiples", .needs_measure = true, .needs_split = true, .is_over_time = true, .build = build_multiples},
    {.name = "parts",
     .needs_measure = true,
     .needs_split = true,
     .needs_pair = true,
     .needs_categories = true,
     .adds_categories = true,
     .build = build_parts},
    {.name = "amounts",
     .needs_measure = true,
     .needs_split = true,
     .needs_pair = true,
     .needs_categories = true,
     .adds_categories = true,
     .build = build_amounts},
    {.name = "funnel", .needs_measure = true, .needs_split = true, .build = build_funnel},
    {.name = "facts", .needs = "measures", .build = build_facts},
    {.name = "cards", .needs = "groups", .needs_subjects = true, .build = build_cards},
    {.name = "signals", .build = build_signals},
    {.name = "exceptions", .build = build_exceptions},
    {.name = "actions", .needs_measure = true, .build = build_actions},
    {.name = "progress", .needs = "groups", .needs_subjects = true, .build = build_progress},
    {.name = "table", .needs = "measures", .takes_split = true, .build = build_table},
    {.name = "pair", .needs_measure = true, .needs_split = true, .needs_pair = true, .build = build_pair},
    {.name = "published", .needs_measure = true, .build = build_published},
    {.name = "definitions", .build = build_definitions},
    {.name = "inputs", .build = build_inputs},
    {.name = "restated", .compares_moments = true, .build = build_restated},
    {.name = "restating_loads", .compares_moments = true, .build = build_restating_loads},
    {.name = "text", .needs = "paragraphs", .build = build_text},
    {.name = "comments", .build = build_comments},
};

const struct chart_kind *chart_kind_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(chart_kinds); i++)
        if (g_str_equal(chart_kinds[i].name, name))
            return &chart_kinds[i];
    guint n_plan;
    const struct chart_kind *plan = plan_chart_kinds(&n_plan);
    for (guint i = 0; i < n_plan; i++)
        if (g_str_equal(plan[i].name, name))
            return &plan[i];
    return NULL;
}

char *chart_kind_names(void)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(chart_kinds); i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", chart_kinds[i].name);
    guint n_plan;
    const struct chart_kind *plan = plan_chart_kinds(&n_plan);
    for (guint i = 0; i < n_plan; i++)
        g_string_append_printf(names, ", %s", plan[i].name);
    return g_string_free(g_steal_pointer(&names), FALSE);
}

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
     "or fall, or when two of three lie near a limit. There are no limits for fewer than twelve months or "
     "fewer than five cases a month."},
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
    return document_printf(p->document,
                           "Medians, sums and money have no such test: a change of less than %" G_GINT64_FORMAT
                           "%% is called little. The previous board's figure is counted again from what is known now.",
                           project_setting_integer(p->project, "little_change_percent", 5));
}

/* Once the pages are there. A page to hand out prints no references. */
static void fill_how_to_read(struct publisher *p)
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
                           "Confidential: a number of children from 1 to %" G_GINT64_FORMAT
                           " is hidden, a percentage of which so few did, did not or could, and as many numbers beside "
                           "them as it takes for none of them to be worked out.",
                           p->suppress_below - 1);
}

/* `day` where it is nearer than `next`, of the days after as-at; DATE_NONE: none so far. */
static int32_t nearer_edition(const struct publisher *p, const char *day, int32_t next)
{
    const int32_t date = day == NULL ? DATE_NONE : date_parse_iso(day, strlen(day));
    return date > p->calendar->as_at && (next == DATE_NONE || date < next) ? date : next;
}

/* The settings' own day, unless it has passed: a board that moved on leaves it behind. Then the next of the boards. */
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

static void fill_cover(struct publisher *p)
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

static const struct measure *finding_measure(const struct report_page *page)
{
    if (page->finding != NULL)
        return page->finding;
    const struct report_block *first = page->blocks->len == 0 ? NULL : page->blocks->pdata[0];
    return first == NULL ? NULL : first->measure;
}

/* What stands under a page's title without a title of its own. */
static const struct {
    void (*build)(struct publisher *p, struct page *page, const struct report_block *from);
    const char *what;
} untitled[] = {
    {build_signals, "what has changed since the previous board"},
    {build_cards, "figures"},
    {build_text, "text"},
    {build_comments, "commentary"},
};

/* A sheet of the workbook stands apart from its page: its title names the measure, or the page that it is of. */
static void name_sheet(struct publisher *p, const struct page *page, const struct report_block *from)
{
    struct block *block = page->blocks->len == 0 ? NULL : page->blocks->pdata[page->blocks->len - 1];
    if (block == NULL || !g_str_equal(block->id, from->id) || from->title != NULL)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(untitled); i++)
        if (from->chart->build == untitled[i].build)
            block->sheet_title = document_printf(p->document, "%s: %s", page->title, untitled[i].what);
    if (block->title != NULL && from->measure != NULL && !g_str_has_prefix(block->title, from->measure->title))
        block->sheet_title = document_printf(p->document, "%s. %s", from->measure->title, block->title);
}

/* The footer of every page names the area. */
static void make_brief(struct publisher *p, struct block *block)
{
    g_autofree char *area = g_strdup_printf(", %s, ", p->document->authority);
    const char *found = block->subtitle == NULL ? NULL : strstr(block->subtitle, area);
    if (found != NULL)
        block->brief = document_printf(p->document, "%.*s, %s", (int)(found - block->subtitle), block->subtitle,
                                       found + strlen(area));
}

static void build_page(struct publisher *p, const struct report_page *from)
{
    struct page *page = document_add_page(p->document, from->id, from->title);
    const struct measure *measure = finding_measure(from);
    if (measure != NULL) {
        const struct reviewer reviewer = publish_reviewer(p);
        g_autofree char *finding = sentence_headline(&reviewer, measure);
        page->finding = document_text(p->document, finding);
    }
    page->source = publish_page_source(p, from);
    for (guint i = 0; i < from->blocks->len && p->error == NULL; i++) {
        const struct report_block *block = from->blocks->pdata[i];
        block->chart->build(p, page, block);
        name_sheet(p, page, block);
    }
    for (guint i = 0; i < page->blocks->len; i++)
        make_brief(p, page->blocks->pdata[i]);
    publish_say_empty(p, page, from);
    publish_say_missing(p, page, from);
}

struct document *publish_document(struct publisher *p, GError **error)
{
    p->document = document_new();
    p->error = NULL;
    fill_cover(p);
    for (guint i = 0; i < p->report->pages->len && p->error == NULL; i++)
        build_page(p, p->report->pages->pdata[i]);
    g_clear_pointer(&p->recovery, recovery_free);
    if (p->error == NULL && p->report->has_front)
        publish_gather_missing(p);
    fill_how_to_read(p);
    if (p->error == NULL)
        return p->document;
    g_propagate_error(error, g_steal_pointer(&p->error));
    g_clear_pointer(&p->document, document_free);
    return NULL;
}
