/* Builder of progress: claims then and now, each with the numbers behind it. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/number.h"
#include "stages/judge/sentence.h"

#include <math.h>

/* Posts come in parts: 3.5 of 40. Returns text. */
static const char *amount_text(double amount, char text[static NUMBER_TEXT_SIZE])
{
    return amount == floor(amount) ? number_format_grouped((int64_t)amount, text) : number_format(amount, text);
}

/* What the figure then was made of, as publish_numbers_behind says it of now. The caller frees. */
static char *baseline_parts(const struct measure *measure, const struct baseline *baseline)
{
    char n[NUMBER_TEXT_SIZE], d[NUMBER_TEXT_SIZE];
    if (baseline == NULL)
        return g_strdup("[z]");
    if (measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SUM)
        return g_strdup(measure->kind == MEASURE_SUM ? "A sum" : "A count");
    if (!baseline->has_numerator || !baseline->has_denominator)
        return g_strdup("[x]");
    return g_strdup_printf("%s of %s", amount_text(baseline->numerator, n), amount_text(baseline->denominator, d));
}

/* Whether a baseline is a percentage of too few cases to be held against. */
static bool is_of_few(const struct publisher *p, const struct measure *measure, const struct baseline *baseline)
{
    const double least = (double)project_setting_integer(p->project, "rate_minimum", 10);
    return measure->unit == UNIT_PERCENT && baseline->has_denominator && baseline->denominator < least;
}

/* A change is judged as everywhere, but for the months between: the baseline is no point of a control chart. */
static const char *progress_word(const struct publisher *p, const struct baseline *baseline, const struct figure *now)
{
    if (baseline == NULL || now == NULL || !now->has_value)
        return now != NULL && g_str_equal(now->symbol, "c") ? "[c]" : "[z]";
    const struct measure *measure = now->measure;
    if (is_of_few(p, measure, baseline) || g_str_equal(now->symbol, "u"))
        return "[u]";
    if (now->value == baseline->value)
        return "No change";
    const struct reviewer reviewer = publish_reviewer(p);
    enum judged judged;
    if (!review_has_changed(&reviewer, now, baseline->value, &judged))
        return "No clear change";
    const bool is_up = now->value > baseline->value;
    if (measure->better == BETTER_NEITHER)
        return is_up ? "Up" : "Down";
    return is_up == (measure->better == BETTER_HIGHER) ? "Better" : "Worse";
}

static const struct baseline *baseline_of(const struct publisher *p, const struct report_group *group)
{
    return group->split == NULL || group->baseline != NULL
               ? standing_baseline(p->standing, group->measure->id, group->baseline)
               : NULL;
}

static void add_claim(struct publisher *p, struct frame *frame, const struct report_group *group)
{
    const struct measure *measure = group->measure;
    const struct figure *now = publish_subject(p, group, p->calendar->as_at);
    const struct baseline *baseline = baseline_of(p, group);
    if (measure->is_missing && baseline == NULL)
        return; /* neither then nor now: the note names it */
    g_autofree char *then_parts = baseline_parts(measure, baseline),
                    *now_parts = measure->is_missing ? g_strdup("[x]") : publish_numbers_behind(now);
    g_autofree char *period = now == NULL ? g_strdup("[z]") : sentence_period(&now->period);
    g_autofree char *claim = g_strdup_printf("%s %s", measure->ref, group->title);
    frame_add_text(frame, claim);
    frame_add_text(frame, publish_unit_words(measure));
    if (baseline == NULL)
        frame_add_symbol(frame, "z");
    else
        frame_add_number_in(frame, baseline->value, measure->unit, is_of_few(p, measure, baseline) ? "u" : NULL);
    frame_add_text(frame, then_parts);
    frame_add_text(frame, baseline == NULL ? "No baseline" : baseline->label);
    if (now == NULL)
        frame_add_symbol(frame, measure->is_missing ? "x" : "z");
    else
        publish_add_figure(frame, measure, now);
    frame_add_text(frame, now_parts);
    frame_add_text(frame, period);
    frame_add_text(frame, progress_word(p, baseline, now));
}

/* Each once. The caller unrefs. */
static GArray *measures_of(const GArray *groups)
{
    GArray *measures = g_array_new(FALSE, FALSE, sizeof(const struct measure *));
    const struct measure *last = NULL;
    for (guint i = 0; i < groups->len; i++) {
        const struct measure *measure = g_array_index(groups, struct report_group, i).measure;
        if (measure != last)
            g_array_append_val(measures, measure);
        last = measure;
    }
    return measures;
}

/* "3 of 10 claims have a baseline. Against it 2 are better and 1 up." */
static void set_finding(struct publisher *p, struct page *page, const GArray *groups)
{
    struct counted_part parts[] = {{0, "Better"},          {0, "Worse"}, {0, "Up"},  {0, "Down"}, {0, "No change"},
                                   {0, "No clear change"}, {0, "[u]"},   {0, "[c]"}, {0, "[z]"}};
    static const char *const words[] = {"better",
                                        "worse",
                                        "up",
                                        "down",
                                        "the same",
                                        "not clearly changed",
                                        "of too few cases to judge [u]",
                                        "hidden [c]",
                                        "without a figure now [z]"};
    guint n = 0;
    for (guint i = 0; i < groups->len; i++) {
        const struct report_group *group = &g_array_index(groups, struct report_group, i);
        const struct baseline *baseline = baseline_of(p, group);
        const char *word = progress_word(p, baseline, publish_subject(p, group, p->calendar->as_at));
        for (guint j = 0; baseline != NULL && j < G_N_ELEMENTS(parts); j++)
            parts[j].n += g_str_equal(parts[j].what, word);
        n += baseline != NULL;
    }
    for (guint j = 0; j < G_N_ELEMENTS(parts); j++)
        parts[j].what = words[j];
    g_autofree char *list = publish_list_parts(parts, G_N_ELEMENTS(parts), " is", " are");
    page->finding = n == 0 ? "No claim here has a baseline to be held against."
                           : document_printf(p->document, "%u of %u claims %s a baseline. Against it %s.", n,
                                             groups->len, n == 1 ? "has" : "have", list);
}

void build_progress(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    struct frame *frame = block->frame = document_frame(p->document);
    block->is_dense = true;
    frame_add_column(frame, "claim", "Claim", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "then", "Then", UNIT_NUMBER);
    frame_add_column(frame, "then_parts", "Cases then", UNIT_TEXT);
    frame_add_column(frame, "baseline", "Baseline", UNIT_TEXT);
    frame_add_column(frame, "value", "Now", UNIT_NUMBER);
    frame_add_column(frame, "parts", "Cases now", UNIT_TEXT);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    frame_add_column(frame, "travel", "Progress", UNIT_TEXT);
    for (guint i = 0; i < from->groups->len; i++)
        add_claim(p, frame, &g_array_index(from->groups, struct report_group, i));
    g_autoptr(GArray) measures = measures_of(from->groups);
    publish_note_missing(p, block, measures);
    block->is_missing = frame_n_rows(frame) == 0 && publish_are_missing(p, measures);
    if (page->finding == NULL && !block->is_missing)
        set_finding(p, page, from->groups);
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block, "[z] No claim has been listed.");
}
