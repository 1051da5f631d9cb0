/* What the past says of periods and figures. */
#include "stages/disclose/past_private.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"

#include <string.h>

static int compare_texts(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a, b);
}

int past_compare_windows(gconstpointer a, gconstpointer b)
{
    const struct past_window *first = a, *second = b;
    const int end = first->end < second->end ? -1 : first->end > second->end;
    const int start = first->start < second->start ? -1 : first->start > second->start;
    return end != 0 ? end : start != 0 ? start : compare_texts(first->measure, second->measure);
}

/* Days are compared first, which is done soonest. */
int past_compare_rows(gconstpointer a, gconstpointer b)
{
    const struct past_row *first = a, *second = b;
    const struct past_window windows[] = {{first->measure, first->start, first->end},
                                          {second->measure, second->start, second->end}};
    const int window = past_compare_windows(&windows[0], &windows[1]);
    const int breakdown = window != 0 ? window : compare_texts(first->breakdown, second->breakdown);
    return breakdown != 0 ? breakdown : compare_texts(first->category, second->category);
}

bool past_has_breakdown(const struct edition *edition, const char *measure, const char *breakdown)
{
    g_autofree char *key = g_strconcat(measure, "\n", breakdown, NULL);
    return g_hash_table_contains(edition->breakdowns, key);
}

guint past_count(const struct past *past)
{
    return past->editions->len;
}

static const struct edition *edition_at(const struct past *past, guint index)
{
    return past->editions->pdata[index];
}

const char *past_sha256(const struct past *past, guint edition)
{
    return edition_at(past, edition)->sha256;
}

const GArray *past_hidden_lines(const struct past *past)
{
    return past->hidden_lines;
}

/* Whether days have the shape of a period of the kind. Censuses are known from the data. */
static bool has_shape(enum period_kind kind, int32_t start, int32_t end)
{
    const bool from_first = date_month_start(start) == start;
    switch (kind) {
    case PERIOD_MONTH:
        return from_first && end <= date_month_end(start);
    case PERIOD_TWO_MONTHS:
        return from_first && end == date_month_end(date_add_months(start, 1));
    case PERIOD_ROLLING:
        return start == date_year_start(end);
    case PERIOD_DAY:
        return start == end;
    case PERIOD_ACADEMIC_YEAR:
    case PERIOD_FINANCIAL_YEAR:
    case PERIOD_CALENDAR_YEAR:
    case PERIOD_CENSUS:
        return false; /* which no count of children has, or which the data tell */
    }
    return false;
}

static bool is_listed(const GArray *periods, const struct period *period)
{
    for (guint i = 0; i < periods->len; i++)
        if (period_compare(&g_array_index(periods, struct period, i), period) == 0)
            return true;
    return false;
}

/* Adds the measure's period of these days, when neither the calendar nor an edition before has it. */
static void add_period(struct past *past, const struct measure *measure, const struct calendar *calendar,
                       const struct past_window *window)
{
    for (guint i = 0; i < measure->n_periods; i++) {
        const struct period period = {
            .kind = measure->periods[i], .start = window->start, .end = window->end, .is_past = true};
        g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(struct period));
        if (!has_shape(period.kind, window->start, window->end))
            continue;
        calendar_list(calendar, period.kind, own);
        if (!is_listed(own, &period) && !is_listed(past->periods, &period))
            g_array_append_val(past->periods, period);
        return;
    }
}

static bool refuse_later(const struct edition *edition, int32_t as_at, GError **error)
{
    for (guint i = edition->windows->len; i-- > 0;) {
        const struct past_window *window = &g_array_index(edition->windows, struct past_window, i);
        if (window->start != window->end || window->end <= as_at)
            continue;
        char day[DATE_TEXT_SIZE];
        date_format_iso(window->end, day);
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "--published: %s tells of %s, which is after --as-at: only editions of days before can be named",
                    edition->path, day);
        return false;
    }
    return true;
}

/* Windows are in order of their days, so that a window of many measures is looked at once for each shape. */
bool past_extend(struct past *past, const struct measures *measures, struct calendar *calendar, GError **error)
{
    for (guint i = 0; i < past->editions->len; i++) {
        const struct edition *edition = edition_at(past, i);
        if (!refuse_later(edition, calendar->as_at, error))
            return false;
        for (guint j = 0; j < edition->windows->len; j++) {
            const struct past_window *window = &g_array_index(edition->windows, struct past_window, j);
            const struct measure *measure = measures_find(measures, window->measure);
            if (measure != NULL && !measure->is_as_at_only)
                add_period(past, measure, calendar, window);
        }
    }
    calendar->past = past->periods;
    return true;
}

static bool tells(const struct edition *edition, const struct past_window *window)
{
    guint index;
    return g_array_binary_search(edition->windows, window, past_compare_windows, &index);
}

bool past_tells(const struct past *past, const struct measure *measure, const struct period *period)
{
    const struct past_window window = {measure->id, period->start, period->end};
    for (guint i = 0; i < past->editions->len; i++)
        if (tells(edition_at(past, i), &window))
            return true;
    return false;
}

static enum past_word word_of(const struct past_row *row, guint part, int64_t number)
{
    if (!row->is_told[part])
        return PAST_HIDDEN;
    return row->numbers[part] == number ? PAST_TOLD : PAST_CORRECTED;
}

static void ask_edition(const struct edition *edition, const struct past_question *question,
                        enum past_word words[static 2])
{
    const struct past_row wanted = {.measure = question->measure->id,
                                    .breakdown = question->breakdown,
                                    .category = question->category,
                                    .start = question->period.start,
                                    .end = question->period.end};
    const struct past_window window = {wanted.measure, wanted.start, wanted.end};
    const struct past_row zero = {.is_told = {true, true}};
    const struct past_row *found = NULL;
    guint index;
    if (g_array_binary_search(edition->rows, &wanted, past_compare_rows, &index))
        found = &g_array_index(edition->rows, struct past_row, index);
    else if (tells(edition, &window) && past_has_breakdown(edition, wanted.measure, wanted.breakdown))
        found = &zero;
    for (guint part = 0; found != NULL && part < 2; part++)
        words[part] = MAX(words[part], word_of(found, part, question->numbers[part]));
}

void past_ask(const struct past *past, const struct past_question *question, enum past_word words[static 2])
{
    words[0] = words[1] = PAST_SILENT;
    for (guint i = 0; i < past->editions->len; i++)
        ask_edition(edition_at(past, i), question, words);
}
