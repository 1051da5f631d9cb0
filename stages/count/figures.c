#include "stages/count/figures.h"

#include "stages/count/figure_lines.h"

#include <string.h>

struct figures {
    GArray *rows;               /* struct figure; in order once finished, so that every look-up is a search in it */
    struct figure_lines *lines; /* of rows that are finished; NULL: not listed since one was added or taken away */
    struct slots *slots;
    GStringChunk *pool;
    const char *last_breakdown, *last_category, *last_symbol; /* as the row added last has them */
};

struct figures *figures_new(void)
{
    struct figures *figures = g_new0(struct figures, 1);
    figures->rows = g_array_new(FALSE, FALSE, sizeof(struct figure));
    figures->slots = slots_new();
    figures->pool = g_string_chunk_new(4096);
    return figures;
}

void figures_free(struct figures *figures)
{
    if (figures == NULL)
        return;
    figure_lines_free(figures->lines);
    g_array_unref(figures->rows);
    slots_free(figures->slots);
    g_string_chunk_free(figures->pool);
    g_free(figures);
}

/* The pool's copy of a text, which is most often the one that was asked for last. */
static const char *keep_text(struct figures *figures, const char *text, const char **last)
{
    if (*last == NULL || !g_str_equal(*last, text))
        *last = g_string_chunk_insert_const(figures->pool, text);
    return *last;
}

static void forget_lines(struct figures *figures)
{
    g_clear_pointer(&figures->lines, figure_lines_free);
}

void figures_add(struct figures *figures, const struct figure *figure)
{
    struct figure copy = *figure;
    forget_lines(figures);
    copy.breakdown = keep_text(figures, figure->breakdown, &figures->last_breakdown);
    copy.category = keep_text(figures, figure->category, &figures->last_category);
    copy.symbol = keep_text(figures, figure->symbol == NULL ? "" : figure->symbol, &figures->last_symbol);
    g_array_append_val(figures->rows, copy);
}

void figures_add_slots(struct figures *figures, const struct slot_counts *counts)
{
    struct slot_counts kept = *counts;
    kept.breakdown = keep_text(figures, counts->breakdown, &figures->last_breakdown);
    kept.category = keep_text(figures, counts->category, &figures->last_category);
    slots_add(figures->slots, &kept);
}

const struct slots *figures_slots(const struct figures *figures)
{
    return figures->slots;
}

guint figures_count(const struct figures *figures)
{
    return figures->rows->len;
}

struct figure *figures_at(struct figures *figures, guint index)
{
    return &g_array_index(figures->rows, struct figure, index);
}

GArray *figures_copy_rows(const struct figures *figures)
{
    GArray *rows = g_array_sized_new(FALSE, FALSE, sizeof(struct figure), figures->rows->len);
    return g_array_append_vals(rows, figures->rows->data, figures->rows->len);
}

const struct figure *figures_row(const struct figures *figures, guint index)
{
    return &g_array_index(figures->rows, struct figure, index);
}

/* What a figure is found by; later members may be left out of a search. */
struct place_in_order {
    const char *measure, *breakdown, *category;
    struct period period;
};

static struct place_in_order place_of(const struct figure *figure)
{
    return (struct place_in_order){figure->measure->id, figure->breakdown, figure->category, figure->period};
}

int figures_compare_breakdowns(const char *a, const char *b)
{
    const bool a_is_all = g_str_equal(a, "all"), b_is_all = g_str_equal(b, "all");
    return a_is_all != b_is_all ? b_is_all - a_is_all : strcmp(a, b);
}

/* Texts of the pool are the same where they are equal, which spares most comparisons. */
static int compare_texts(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a, b);
}

static int compare_places(const struct place_in_order *a, const struct place_in_order *b)
{
    const int measure = compare_texts(a->measure, b->measure);
    if (measure != 0)
        return measure;
    const int breakdown = a->breakdown == b->breakdown ? 0 : figures_compare_breakdowns(a->breakdown, b->breakdown);
    if (breakdown != 0)
        return breakdown;
    const int category = compare_texts(a->category, b->category);
    return category != 0 ? category : period_compare(&a->period, &b->period);
}

int figures_compare(const struct figure *first, const struct figure *second)
{
    const struct place_in_order a = place_of(first), b = place_of(second);
    return compare_places(&a, &b);
}

static int compare_rows(gconstpointer a, gconstpointer b)
{
    return figures_compare(a, b);
}

/* How many rows from the first on are in order: all that is counted, save ratios. */
static guint count_in_order(const struct figures *figures)
{
    guint n = MIN(figures->rows->len, 1);
    while (n < figures->rows->len && compare_rows(figures_row(figures, n - 1), figures_row(figures, n)) <= 0)
        n++;
    return n;
}

/* The rows in order, and those behind them once they are in order too, become one. */
static void merge_rows(struct figures *figures, guint n_first)
{
    GArray *rows = figures->rows, *merged = g_array_sized_new(FALSE, FALSE, sizeof(struct figure), rows->len);
    guint first = 0, second = n_first;
    while (first < n_first || second < rows->len) {
        const bool takes_first =
            second == rows->len ||
            (first < n_first && compare_rows(figures_row(figures, first), figures_row(figures, second)) <= 0);
        g_array_append_vals(merged, figures_row(figures, takes_first ? first++ : second++), 1);
    }
    g_array_unref(rows);
    figures->rows = merged;
}

static void sort_rows(struct figures *figures)
{
    const guint n_first = count_in_order(figures), n_added = figures->rows->len - n_first;
    if (n_added == 0)
        return;
    g_autoptr(GArray) added = g_array_new(FALSE, FALSE, sizeof(struct figure));
    g_array_append_vals(added, figures_row(figures, n_first), n_added);
    g_array_sort(added, compare_rows);
    g_array_set_size(figures->rows, n_first);
    g_array_append_vals(figures->rows, added->data, n_added);
    merge_rows(figures, n_first);
}

void figures_finish(struct figures *figures)
{
    sort_rows(figures);
    slots_finish(figures->slots);
    forget_lines(figures);
    figures->lines = figure_lines_new((const struct figure *)(const void *)figures->rows->data, figures->rows->len);
}

void figure_hide(struct figure *figure, bool with_numerator, bool with_denominator)
{
    if (with_numerator) {
        figure->has_numerator = false;
        figure->numerator = 0;
    }
    if (with_denominator) {
        figure->has_denominator = false;
        figure->denominator = 0;
    }
    figure->has_value = false;
    figure->value = 0;
    figure->symbol = "c";
}

void figures_remove(struct figures *figures, guint index)
{
    forget_lines(figures);
    g_array_remove_index(figures->rows, index);
}

void figures_remove_past(struct figures *figures)
{
    guint n = 0;
    forget_lines(figures);
    for (guint i = 0; i < figures->rows->len; i++)
        if (!figures_row(figures, i)->period.is_past)
            *figures_at(figures, n++) = *figures_row(figures, i);
    g_array_set_size(figures->rows, n);
}

/* Rows, from `first` to before `end`. */
struct stretch {
    guint first, end;
};

/* Index of the first row of the stretch that is not before `place`. */
static guint lower_bound(const struct figures *figures, const struct place_in_order *place, struct stretch stretch)
{
    guint low = stretch.first, high = stretch.end;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        const struct place_in_order at = place_of(figures_row(figures, middle));
        if (compare_places(&at, place) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_of(const struct figure *figure, const char *measure, const char *breakdown)
{
    return g_str_equal(figure->measure->id, measure) && g_str_equal(figure->breakdown, breakdown);
}

/* Where the place's line stands; all rows where lines are not listed. The place then has the texts of its rows, which
 * are compared at no cost. */
static struct stretch find_line(const struct figures *figures, struct place_in_order *place)
{
    struct stretch line = {0, figures->rows->len};
    if (figures->lines == NULL)
        return line;
    if (!figure_lines_find(figures->lines, place->measure, place->breakdown, place->category, &line.first, &line.end))
        return (struct stretch){0, 0};
    const struct figure *row = figures_row(figures, line.first);
    place->measure = row->measure->id;
    place->breakdown = row->breakdown;
    place->category = row->category;
    return line;
}

static bool is_on_line(const struct figure *figure, const struct place_in_order *place)
{
    return compare_texts(figure->measure->id, place->measure) == 0 &&
           compare_texts(figure->breakdown, place->breakdown) == 0 &&
           compare_texts(figure->category, place->category) == 0 && figure->period.kind == place->period.kind;
}

const struct figure *figures_find(const struct figures *figures, const char *measure, const char *breakdown,
                                  const char *category, enum period_kind kind, int32_t end)
{
    struct place_in_order place = {measure, breakdown, category, {.kind = kind, .start = INT32_MIN, .end = end}};
    const struct stretch line = find_line(figures, &place);
    const guint index = lower_bound(figures, &place, line);
    if (index == line.end)
        return NULL;
    const struct figure *figure = figures_row(figures, index);
    return is_on_line(figure, &place) && figure->period.end == end ? figure : NULL;
}

GPtrArray *figures_series(const struct figures *figures, const char *measure, const char *breakdown,
                          const char *category, enum period_kind kind)
{
    GPtrArray *series = g_ptr_array_new();
    struct place_in_order place = {measure, breakdown, category, {.kind = kind, .start = INT32_MIN, .end = INT32_MIN}};
    const struct stretch line = find_line(figures, &place);
    for (guint i = lower_bound(figures, &place, line); i < line.end; i++) {
        struct figure *figure = &g_array_index(figures->rows, struct figure, i);
        if (!is_on_line(figure, &place))
            break;
        g_ptr_array_add(series, figure);
    }
    return series;
}

GPtrArray *figures_categories(const struct figures *figures, const char *measure, const char *breakdown,
                              enum period_kind kind, int32_t end)
{
    GPtrArray *categories = g_ptr_array_new();
    const struct place_in_order place = {
        measure, breakdown, "", {.kind = PERIOD_MONTH, .start = INT32_MIN, .end = INT32_MIN}};
    const struct stretch all = {0, figures->rows->len};
    for (guint i = lower_bound(figures, &place, all); i < all.end; i++) {
        struct figure *figure = &g_array_index(figures->rows, struct figure, i);
        if (!is_of(figure, measure, breakdown))
            break;
        if (figure->period.kind == kind && figure->period.end == end)
            g_ptr_array_add(categories, figure);
    }
    return categories;
}
