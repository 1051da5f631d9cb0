#include "stages/publish/publish_block.h"

#include "pipeline/lib/date.h"
#include "reports/render/unit.h"
#include "stages/judge/control.h"
#include "stages/judge/sentence.h"

struct reviewer publish_reviewer(const struct publisher *publisher)
{
    const gint64 little = project_setting_integer(publisher->project, "little_change_percent", 5);
    return (struct reviewer){publisher->figures, publisher->standing, publisher->calendar, (double)little};
}

struct review publish_review(const struct publisher *publisher, const struct measure *measure)
{
    const struct reviewer reviewer = publish_reviewer(publisher);
    return review_measure(&reviewer, measure);
}

const char *publish_unit_words(const struct measure *measure)
{
    return unit_format(measure->unit)->name;
}

int32_t publish_end(const struct publisher *publisher, const struct measure *measure)
{
    const struct figure *headline = figures_headline(publisher->figures, measure, publisher->calendar->as_at);
    return headline == NULL ? publisher->calendar->as_at : headline->period.end;
}

void publish_empty(struct publisher *publisher, struct block *block, const char *why)
{
    block->empty = document_text(publisher->document, why);
}

char *publish_list_parts(const struct counted_part *parts, guint n_parts, const char *one, const char *many)
{
    GString *text = g_string_new(NULL);
    guint n_any = 0;
    for (guint i = 0; i < n_parts; i++)
        n_any += parts[i].n > 0;
    for (guint i = 0, left = n_any; i < n_parts; i++) {
        if (parts[i].n == 0)
            continue;
        const char *between = left == n_any ? "" : left == 1 ? " and " : ", ";
        const char *verb = left < n_any ? "" : parts[i].n == 1 ? one : many;
        g_string_append_printf(text, "%s%u%s %s", between, parts[i].n, verb, parts[i].what);
        left--;
    }
    return g_string_free(text, FALSE);
}

void publish_add_note(struct publisher *publisher, struct block *block, const char *sentence)
{
    block->note = document_printf(publisher->document, "%s%s%s", block->note == NULL ? "" : block->note,
                                  block->note == NULL ? "" : " ", sentence);
}

void publish_leave_gap(struct publisher *publisher, struct block *block, const struct measure *measure,
                       const GPtrArray *series)
{
    const int32_t begin = control_data_begin(publisher->figures, measure);
    block->n_before = control_count_before(series, begin);
    if (block->n_before == 0)
        return;
    const struct figure *first = series->pdata[block->n_before];
    g_autofree char *month = date_format_month(begin), *label = publish_period_label(&first->period);
    g_autofree char *said = first->period.kind == PERIOD_ROLLING
                                ? g_strdup_printf("No data before %s, so no whole year before %s.", month, label)
                                : g_strdup_printf("No data before %s.", month);
    publish_add_note(publisher, block, said);
}

/* "12 months to 21 Jan 2021", "21 Jan 2021", "by month"; of a chart over time "12 months to each date", "month ends to
 * 21 Jan 2021". */
char *publish_period_words(const struct publisher *publisher, const struct report_block *from)
{
    const struct figure *headline = figures_headline(publisher->figures, from->measure, publisher->calendar->as_at);
    if (from->period == PERIOD_MONTH)
        return g_strdup("by month");
    if (headline == NULL)
        return g_strdup("no period");
    const struct period end = {.kind = PERIOD_DAY, .start = headline->period.end, .end = headline->period.end};
    g_autofree char *day = publish_period_label(&end);
    if (headline->period.kind == PERIOD_ROLLING)
        return g_strdup_printf("12 months to %s", from->chart->is_over_time ? "each date" : day);
    if (from->chart->is_over_time && headline->period.kind == PERIOD_DAY)
        return g_strdup_printf("month ends to %s", day);
    return period_kind_is_year(headline->period.kind) ? g_strdup_printf("year to %s", day) : g_steal_pointer(&day);
}

static const char *subtitle_of(struct publisher *publisher, const struct report_block *from)
{
    g_autofree char *period = publish_period_words(publisher, from);
    return document_printf(publisher->document, "%s, %s, %s, %s", from->measure->title, publisher->document->authority,
                           period, publish_unit_words(from->measure));
}

struct block *publish_start_block(struct publisher *publisher, struct page *page, const struct report_block *from,
                                  enum block_kind kind, bool *is_empty)
{
    struct block *block = page_add_block(publisher->document, page, kind, from->id);
    const struct measure *measure = from->measure;
    block->width = from->width;
    block->title = document_text(publisher->document, from->title);
    *is_empty = false;
    if (measure == NULL)
        return block;
    block->reference = document_text(publisher->document, measure->ref);
    block->subtitle = subtitle_of(publisher, from);
    block->source = document_printf(publisher->document, "Source: %s", measure->source);
    if (block->title == NULL) {
        const struct reviewer reviewer = publish_reviewer(publisher);
        g_autofree char *title = sentence_title(&reviewer, measure);
        block->title = document_text(publisher->document, title);
    }
    g_autofree char *why = publish_why_missing(publisher, measure);
    *is_empty = block->is_missing = why != NULL;
    if (why != NULL)
        block->empty = document_printf(publisher->document, "[x] Not available: %s.", why);
    return block;
}

/* The newest of the periods with most cases that ended by the day. */
static const struct figure *fullest(const GPtrArray *series, int32_t day)
{
    const struct figure *found = NULL;
    for (guint i = 0; i < series->len; i++) {
        const struct figure *figure = series->pdata[i];
        if (figure->period.end <= day && figure->has_denominator &&
            (found == NULL || figure->denominator >= found->denominator))
            found = figure;
    }
    return found;
}

const struct figure *publish_subject(const struct publisher *p, const struct report_group *group, int32_t day)
{
    const struct measure *measure = group->measure;
    if (group->split == NULL)
        return figures_headline(p->figures, measure, day);
    g_autofree char *breakdown =
        group->by == NULL ? g_strdup(group->split) : g_strdup_printf("%s|%s", group->split, group->by);
    const enum period_kind kind = measure_headline_kind(measure);
    g_autoptr(GPtrArray) series = figures_series(p->figures, measure->id, breakdown, group->category, kind);
    const struct figure *most = fullest(series, day);
    const struct figure *now = figures_find(p->figures, measure->id, breakdown, group->category, kind, day);
    const bool is_past = most != NULL && (now == NULL || now->denominator * 2 < most->denominator);
    return is_past ? most : now;
}

void publish_set_alt(struct publisher *publisher, struct block *block, const char *chart, const char *finding)
{
    g_autofree char *text =
        g_strdup_printf("%s of %s. %s%s", chart, block->subtitle, finding, g_str_has_suffix(finding, ".") ? "" : ".");
    if (g_utf8_strlen(text, -1) > 400) {
        g_autofree char *cut = g_utf8_substring(text, 0, 399);
        block->alt = document_printf(publisher->document, "%s…", cut);
    } else {
        block->alt = document_text(publisher->document, text);
    }
}

const struct target *publish_target(const struct publisher *publisher, const struct measure *measure,
                                    enum period_kind kind)
{
    const bool adds_up = measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SUM;
    if (adds_up && kind != measure_headline_kind(measure))
        return NULL;
    return measure->better == BETTER_NEITHER ? NULL : standing_target(publisher->standing, measure->id);
}

char *publish_period_label(const struct period *period)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const struct date_parts end = date_to_parts(period->end);
    if (period->kind == PERIOD_MONTH && period->is_part)
        return g_strdup_printf("%s %d (part)", months[end.month - 1], end.year);
    if (period->kind == PERIOD_MONTH)
        return g_strdup_printf("%s %d", months[end.month - 1], end.year);
    return g_strdup_printf("%d %s %d", end.day, months[end.month - 1], end.year);
}

void publish_tell_rest(const struct publisher *p, const struct figure *whole, struct group_sum *sums, guint n_sums)
{
    double rest = whole->value;
    struct group_sum *hidden = NULL;
    guint n_hidden = 0;
    for (guint i = 0; i < n_sums; i++) {
        rest -= sums[i].symbol == NULL ? sums[i].value : 0;
        hidden = sums[i].symbol == NULL ? hidden : &sums[i];
        n_hidden += sums[i].symbol != NULL;
    }
    const bool is_told = whole->has_value && n_hidden == 1 && g_str_equal(hidden->symbol, "c");
    if (is_told && (rest == 0 || rest >= (double)p->suppress_below))
        *hidden = (struct group_sum){rest, NULL};
}
