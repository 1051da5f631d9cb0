/* Equations within a measure: categories add up to all or to the margins of their table, numerator and rest to the
 * denominator. */
#include "stages/disclose/audit_private.h"

#include <string.h>

/* One measure. */
struct scope {
    struct auditor *auditor;
    guint first, end;   /* rows */
    GArray *strips;     /* struct strip */
    GHashTable *places; /* "breakdown\ncategory" → strip + 1 */
    GArray *periods;    /* struct period: those of `all` */
};

static struct figure *row_at(const struct scope *scope, guint row)
{
    return figures_at(scope->auditor->audited->published, row);
}

static struct strip *strip_at(const struct scope *scope, guint strip)
{
    return &g_array_index(scope->strips, struct strip, strip);
}

static const struct figure *strip_figure(const struct scope *scope, guint strip)
{
    return row_at(scope, strip_at(scope, strip)->first);
}

static guint find_strip(const struct scope *scope, const char *breakdown, const char *category)
{
    g_autofree char *key = g_strdup_printf("%s\n%s", breakdown, category);
    return GPOINTER_TO_UINT(g_hash_table_lookup(scope->places, key));
}

static bool is_period(const struct period *a, const struct period *b)
{
    return a->kind == b->kind && a->start == b->start && a->end == b->end;
}

/* The strip's figure for a period, NULL where it has none. `at` is where to look on: periods are asked for in the order
 * of the rows. */
static const struct figure *figure_for(const struct scope *scope, guint strip, const struct period *period, guint *at)
{
    const guint end = strip_at(scope, strip)->end;
    while (*at < end && period_compare(&row_at(scope, *at)->period, period) < 0)
        (*at)++;
    return *at < end && is_period(&row_at(scope, *at)->period, period) ? row_at(scope, *at) : NULL;
}

/* A strip that others add up to, and those others. */
struct table {
    guint margin;
    GArray *strips; /* guint */
};

static void add_up(const struct scope *scope, const struct table *table, enum figure_part part)
{
    g_autofree guint *at = g_new(guint, table->strips->len + 1);
    for (guint i = 0; i < table->strips->len; i++)
        at[i] = strip_at(scope, g_array_index(table->strips, guint, i))->first;
    const struct strip *margin = strip_at(scope, table->margin);
    for (guint row = margin->first; row < margin->end; row++) {
        const struct period *period = &row_at(scope, row)->period;
        auditor_add_term(scope->auditor, row_at(scope, row), part, -1);
        for (guint i = 0; i < table->strips->len; i++) {
            const struct figure *figure = figure_for(scope, g_array_index(table->strips, guint, i), period, &at[i]);
            if (figure != NULL)
                auditor_add_term(scope->auditor, figure, part, 1);
        }
        auditor_end_equation(scope->auditor, false);
    }
}

static bool has_strips(const struct scope *scope, const char *breakdown)
{
    for (guint strip = 0; strip < scope->strips->len; strip++)
        if (g_str_equal(strip_figure(scope, strip)->breakdown, breakdown))
            return true;
    return false;
}

/* The margins of a cell of a two-way table, 0 for that of a split without figures of its own; false when it is none. */
static bool find_margins(const struct scope *scope, guint strip, guint margins[2])
{
    const struct figure *figure = strip_figure(scope, strip);
    g_auto(GStrv) splits = g_strsplit(figure->breakdown, "|", 2);
    const bool has_rows = has_strips(scope, splits[0]), has_columns = has_strips(scope, splits[1]);
    for (const char *bar = strchr(figure->category, '|'); (has_rows || has_columns) && bar != NULL;
         bar = strchr(bar + 1, '|')) {
        g_autofree char *first = g_strndup(figure->category, (gsize)(bar - figure->category));
        margins[0] = find_strip(scope, splits[0], first);
        margins[1] = find_strip(scope, splits[1], bar + 1);
        if ((margins[0] != 0 || !has_rows) && (margins[1] != 0 || !has_columns))
            return true;
    }
    return false;
}

static void add_to_table(GHashTable *tables, guint margin, guint strip)
{
    GArray *strips = g_hash_table_lookup(tables, GUINT_TO_POINTER(margin));
    if (strips == NULL) {
        strips = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(tables, GUINT_TO_POINTER(margin), strips);
    }
    g_array_append_val(strips, strip);
}

/* What a two-way table has no cell of is 0 in its split too. */
static void add_without_cells(const struct scope *scope, const char *breakdown, GHashTable *tables)
{
    g_auto(GStrv) splits = g_strsplit(breakdown, "|", 2);
    for (guint strip = 0; splits[0] != NULL && strip < scope->strips->len; strip++)
        if (!g_hash_table_contains(tables, GUINT_TO_POINTER(strip + 1)) &&
            g_strv_contains((const char *const *)splits, strip_figure(scope, strip)->breakdown))
            g_hash_table_insert(tables, GUINT_TO_POINTER(strip + 1), g_array_new(FALSE, FALSE, sizeof(guint)));
}

/* The strips of one breakdown, from `first` on; where the next begins. */
static guint add_breakdown(const struct scope *scope, guint first)
{
    g_autoptr(GHashTable) tables = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    const char *breakdown = strip_figure(scope, first)->breakdown;
    const guint all = find_strip(scope, "all", "all");
    guint strip = first;
    bool is_table = false;
    for (; strip < scope->strips->len && g_str_equal(strip_figure(scope, strip)->breakdown, breakdown); strip++) {
        guint margins[2];
        if (strchr(breakdown, '|') != NULL && find_margins(scope, strip, margins)) {
            is_table = true;
            for (guint i = 0; i < G_N_ELEMENTS(margins); i++)
                if (margins[i] != 0)
                    add_to_table(tables, margins[i], strip);
        } else if (all != 0 && !g_str_equal(breakdown, "all")) {
            add_to_table(tables, all, strip);
        }
    }
    if (is_table)
        add_without_cells(scope, breakdown, tables);
    GHashTableIter iterator;
    gpointer margin, strips;
    g_hash_table_iter_init(&iterator, tables);
    while (g_hash_table_iter_next(&iterator, &margin, &strips)) {
        const struct table table = {GPOINTER_TO_UINT(margin) - 1, strips};
        add_up(scope, &table, PART_NUMERATOR);
        add_up(scope, &table, PART_DENOMINATOR);
    }
    return strip;
}

static void add_rests(const struct scope *scope)
{
    for (guint row = scope->first; row < scope->end; row++) {
        struct auditor *auditor = scope->auditor;
        const struct figure *figure = row_at(scope, row);
        if (auditor_number(auditor, row, PART_REST) == NO_NUMBER)
            continue;
        auditor_add_term(auditor, figure, PART_NUMERATOR, 1);
        auditor_add_term(auditor, figure, PART_REST, 1);
        auditor_add_term(auditor, figure, PART_DENOMINATOR, -1);
        auditor_end_equation(auditor, false);
    }
}

static void list_strips(struct scope *scope)
{
    for (guint row = scope->first, end; row < scope->end; row = end) {
        const struct figure *figure = row_at(scope, row);
        for (end = row; end < scope->end && row_at(scope, end)->category == figure->category &&
                        row_at(scope, end)->breakdown == figure->breakdown;)
            end++;
        const struct strip strip = {row, end};
        g_array_append_val(scope->strips, strip);
        g_hash_table_insert(scope->places, g_strdup_printf("%s\n%s", figure->breakdown, figure->category),
                            GUINT_TO_POINTER(scope->strips->len));
        for (guint i = row; i < end && g_str_equal(figure->breakdown, "all"); i++)
            g_array_append_val(scope->periods, row_at(scope, i)->period);
    }
}

static void audit_measure(struct auditor *auditor, guint first, guint end)
{
    struct scope scope = {
        .auditor = auditor,
        .first = first,
        .end = end,
        .strips = g_array_new(FALSE, FALSE, sizeof(struct strip)),
        .places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .periods = g_array_new(FALSE, FALSE, sizeof(struct period)),
    };
    list_strips(&scope);
    for (guint strip = 0; strip < scope.strips->len;)
        strip = add_breakdown(&scope, strip);
    add_rests(&scope);
    if (row_at(&scope, first)->measure->when == WHEN_EVENT)
        audit_times(auditor, scope.strips, scope.periods);
    g_array_unref(scope.strips);
    g_hash_table_unref(scope.places);
    g_array_unref(scope.periods);
}

void audit_sums(struct auditor *auditor)
{
    struct figures *figures = auditor->audited->published;
    for (guint row = 0, end; row < figures_count(figures); row = end) {
        for (end = row;
             end < figures_count(figures) && figures_at(figures, end)->measure == figures_at(figures, row)->measure;)
            end++;
        if (auditor->first_number[row] != NO_NUMBER)
            audit_measure(auditor, row, end);
    }
}
