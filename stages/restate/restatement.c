#include "stages/restate/restatement_private.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"

#include <math.h>
#include <string.h>

static bool counts_cases(const struct figure *figure)
{
    return figure->measure->kind == MEASURE_COUNT || figure->measure->kind == MEASURE_SUM;
}

/* As good as no row: a count of 0, a rate of no cases. */
static bool is_nothing(const struct figure *figure)
{
    if (figure == NULL)
        return true;
    return figure->has_value ? counts_cases(figure) && figure->value == 0 : g_str_equal(figure->symbol, "z");
}

static bool is_hidden(const struct figure *figure)
{
    return figure != NULL && g_str_equal(figure->symbol, "c");
}

bool figures_are_hidden(const struct figure *before, const struct figure *after)
{
    return is_hidden(before) || is_hidden(after);
}

static bool numbers_differ(bool has_one, int64_t one, bool has_other, int64_t other)
{
    return has_one != has_other || (has_one && one != other);
}

bool figures_differ(const struct figure *before, const struct figure *after)
{
    if (figures_are_hidden(before, after) || (is_nothing(before) && is_nothing(after)))
        return false;
    if (before == NULL || after == NULL)
        return true;
    return before->has_value != after->has_value || (before->has_value && before->value != after->value) ||
           numbers_differ(before->has_numerator, before->numerator, after->has_numerator, after->numerator) ||
           numbers_differ(before->has_denominator, before->denominator, after->has_denominator, after->denominator) ||
           !g_str_equal(before->symbol, after->symbol);
}

/* A count without a row is 0. */
static bool value_of(const struct figure *figure, const struct figure *other, double *value)
{
    *value = figure == NULL ? 0 : figure->value;
    return figure == NULL ? counts_cases(other) : figure->has_value;
}

bool figures_difference(const struct figure *before, const struct figure *after, double *difference)
{
    double old, new;
    if (before == NULL && after == NULL) /* of a measure without an `all` row */
        return false;
    if (figures_are_hidden(before, after) || !value_of(before, after, &old) || !value_of(after, before, &new))
        return false;
    const enum unit unit = (before == NULL ? after : before)->measure->unit;
    *difference = unit == UNIT_POUNDS ? round((new - old) * 100) / 100 : round_to_tenth(new - old);
    return true;
}

static enum restated_kind kind_of(const struct restatement *restatement, const struct calendar *calendar,
                                  const struct restated *row)
{
    const struct figure *any = row->after == NULL ? row->before : row->after;
    g_assert(any != NULL); /* a row is of the one or of the other */
    if (!g_str_equal(any->breakdown, "all"))
        return RESTATED_SPLIT;
    const bool is_headline = figures_headline(restatement->after, any->measure, calendar->as_at) == any ||
                             figures_headline(restatement->before, any->measure, calendar->as_at) == any;
    return is_headline ? RESTATED_HEADLINE : RESTATED_HISTORY;
}

/* Two counts being compared, and the ids of the measures whose extracts each of them lacks. */
struct comparing {
    struct restatement *restatement;
    const struct calendar *calendar;
    GHashTable *missing_before, *missing_after;
};

/* What is missing has one row, of the days counted; in the others and in every category it is missing as well. */
static GHashTable *find_missing(const struct figures *figures)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < figures_count(figures); i++)
        if (figures_row(figures, i)->measure->is_missing)
            g_hash_table_add(ids, (void *)(uintptr_t)figures_row(figures, i)->measure->id);
    return ids;
}

/* The figure that a count had no row for: NULL where it has none, [x] where it lacks the extract. */
static const struct figure *absent(struct restatement *restatement, GHashTable *missing, const struct figure *other)
{
    g_assert(other != NULL); /* a row is of the one or of the other */
    if (!g_hash_table_contains(missing, other->measure->id))
        return NULL;
    struct figure *figure = g_new(struct figure, 1);
    *figure = *other;
    figure->has_numerator = figure->has_denominator = figure->has_value = false;
    figure->symbol = "x";
    g_ptr_array_add(restatement->unavailable, figure);
    return figure;
}

static void take(struct comparing *comparing, const struct figure *before, const struct figure *after)
{
    struct restatement *restatement = comparing->restatement;
    const struct restated counted = {.before = before, .after = after};
    struct restated row = counted;
    restatement->n_compared++;
    if (before == NULL)
        row.before = absent(restatement, comparing->missing_before, after);
    if (after == NULL)
        row.after = absent(restatement, comparing->missing_after, before);
    if (!figures_differ(row.before, row.after))
        return;
    row.kind = kind_of(restatement, comparing->calendar, &counted);
    g_array_append_val(restatement->rows, row);
}

/* Both are in the order of figures.csv. */
static void compare_all(struct restatement *restatement, const struct calendar *calendar)
{
    const guint n_before = figures_count(restatement->before), n_after = figures_count(restatement->after);
    g_autoptr(GHashTable) missing_before = find_missing(restatement->before),
                          missing_after = find_missing(restatement->after);
    struct comparing comparing = {restatement, calendar, missing_before, missing_after};
    guint i = 0, j = 0;
    while (i < n_before || j < n_after) {
        const struct figure *before = i < n_before ? figures_row(restatement->before, i) : NULL;
        const struct figure *after = j < n_after ? figures_row(restatement->after, j) : NULL;
        const int order = before == NULL ? 1 : after == NULL ? -1 : figures_compare(before, after);
        take(&comparing, order > 0 ? NULL : before, order < 0 ? NULL : after);
        i += order <= 0;
        j += order >= 0;
    }
}

static int compare_rows(const void *a, const void *b)
{
    const struct restated *first = a, *second = b;
    if (first->kind != second->kind)
        return first->kind < second->kind ? -1 : 1;
    return figures_compare(first->after == NULL ? first->before : first->after,
                           second->after == NULL ? second->before : second->after);
}

/* "2021-01-21T23:59:59.999Z" is a day typed alone: its last instant. */
static char *moment_words(const char *moment)
{
    if (moment == NULL)
        return g_strdup("now");
    g_autofree char *day = date_format_long(date_parse_iso(moment, 10));
    if (g_str_has_suffix(moment, "T23:59:59.999Z"))
        return g_strconcat("at the end of ", day, NULL);
    return g_strdup_printf("at %.8s UTC on %s", moment + 11, day);
}

static void clear_load(void *data)
{
    struct restating_load *load = data;
    g_free(load->extract);
    g_free(load->file);
    g_free(load->loaded_at);
}

/* Now is after every moment. */
static bool is_later(const struct known_figures *one, const struct known_figures *other)
{
    return other->moment != NULL && (one->moment == NULL || strcmp(one->moment, other->moment) > 0);
}

struct restatement *restatement_new(const struct known_figures *one, const struct known_figures *other,
                                    const struct calendar *calendar, GError **error)
{
    const struct known_figures *after = is_later(one, other) ? one : other, *before = after == one ? other : one;
    struct restatement *restatement = g_new0(struct restatement, 1);
    restatement->before = before->figures;
    restatement->after = after->figures;
    restatement->before_words = moment_words(before->moment);
    restatement->after_words = moment_words(after->moment);
    restatement->rows = g_array_new(FALSE, FALSE, sizeof(struct restated));
    restatement->unavailable = g_ptr_array_new_with_free_func(g_free);
    restatement->loads = g_array_new(FALSE, FALSE, sizeof(struct restating_load));
    g_array_set_clear_func(restatement->loads, clear_load);
    compare_all(restatement, calendar);
    g_array_sort(restatement->rows, compare_rows);
    if (restating_loads_find(before->db, after->db, restatement->loads, error))
        return restatement;
    restatement_free(restatement);
    return NULL;
}

void restatement_free(struct restatement *restatement)
{
    if (restatement == NULL)
        return;
    g_free(restatement->before_words);
    g_free(restatement->after_words);
    g_array_unref(restatement->rows);
    g_ptr_array_unref(restatement->unavailable);
    g_array_unref(restatement->loads);
    g_free(restatement);
}
