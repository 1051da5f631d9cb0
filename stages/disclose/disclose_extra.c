/* Lines that no figure stands for, since nothing falls in them: a reader takes each for 0. */
#include "stages/disclose/disclose_build.h"

#include <string.h>

static struct measure_rows *rows_of(GArray *measures, const char *id)
{
    for (guint i = 0; i < measures->len; i++) {
        struct measure_rows *rows = &g_array_index(measures, struct measure_rows, i);
        if (g_str_equal(rows->measure->id, id))
            return rows;
    }
    return NULL;
}

static bool has_figures(const struct model *model, const struct measure_rows *rows, const char *breakdown)
{
    for (guint i = rows->first; i < rows->end; i++)
        if (g_str_equal(figures_row(model->figures, i)->breakdown, breakdown))
            return true;
    return false;
}

/* Rows are in order of their lines. */
static bool has_line(const struct model *model, const struct measure_rows *rows, const struct line_key *key)
{
    guint low = rows->first, high = rows->end;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        const struct figure *figure = figures_row(model->figures, middle);
        const struct line_key own = {figure->breakdown, figure->category};
        const int order = line_key_compare(&own, key);
        if (order == 0)
            return true;
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return false;
}

/* A split that has figures of its own wherever a case falls in it. */
static bool is_published(const struct measure *measure, const char *split)
{
    const char *const *splits = (const char *const *)measure->splits;
    const char *const *for_pairs = (const char *const *)measure->pair_splits;
    return splits != NULL && g_strv_contains(splits, split) &&
           (for_pairs == NULL || !g_strv_contains(for_pairs, split));
}

/* What is counted by its own query. */
static bool can_have_extra(const struct measure_rows *rows)
{
    return rows != NULL && rows->measure->numerator == NULL;
}

static void add_key(struct measure_rows *rows, const char *breakdown, const char *category)
{
    const struct line_key key = {g_intern_string(breakdown), g_intern_string(category)};
    g_array_append_val(rows->extra, key);
}

/* A cell of a two-way table, and the row and column it stands in, where they have figures. */
static void add_cell(struct measure_rows *rows, const char *breakdown, const char *category)
{
    g_auto(GStrv) splits = g_strsplit(breakdown, "|", 2), parts = g_strsplit(category, "|", 2);
    add_key(rows, breakdown, category);
    for (guint i = 0; i < 2 && g_strv_length(parts) == 2; i++)
        if (is_published(rows->measure, splits[i]))
            add_key(rows, splits[i], parts[i]);
}

static void add_wanted(const struct model *model, struct measure_rows *rows, const struct line_key *key)
{
    if (!can_have_extra(rows) || g_str_equal(key->breakdown, "all"))
        return;
    if (strchr(key->breakdown, '|') != NULL && has_figures(model, rows, key->breakdown))
        add_cell(rows, key->breakdown, key->category);
    else if (is_published(rows->measure, key->breakdown))
        add_key(rows, key->breakdown, key->category);
}

static void want_line(const struct model *model, GArray *measures, const struct identity_term *term,
                      const struct line_key *key)
{
    add_wanted(model, rows_of(measures, term->measure), key);
}

/* Lines without a figure of one term's measure are wanted of the others. */
static void want_extra_lines(const struct model *model, GArray *measures, const struct identity *identity, guint index)
{
    const struct measure_rows *rows =
        rows_of(measures, g_array_index(identity->terms, struct identity_term, index).measure);
    const guint n_extra = rows == NULL ? 0 : rows->extra->len;
    for (guint i = 0; i < n_extra; i++)
        for (guint j = 0; j < identity->terms->len; j++) {
            const struct line_key key = g_array_index(rows->extra, struct line_key, i);
            const struct identity_term *term = &g_array_index(identity->terms, struct identity_term, j);
            if (!g_str_equal(term->measure, rows->measure->id))
                want_line(model, measures, term, &key);
        }
}

/* The same line of every term, for each line of the first term's measure. */
static void want_lines(const struct model *model, GArray *measures, const struct identity *identity)
{
    const struct identity_term *first = &g_array_index(identity->terms, struct identity_term, 0);
    const struct measure_rows *rows = rows_of(measures, first->measure);
    const struct figure *before = NULL;
    for (guint i = rows == NULL ? 0 : rows->first; rows != NULL && i < rows->end; i++) {
        const struct figure *figure = figures_row(model->figures, i);
        const struct line_key key = {figure->breakdown, figure->category};
        const bool is_new =
            before == NULL || before->category != figure->category || before->breakdown != figure->breakdown;
        before = figure;
        for (guint j = 1; is_new && j < identity->terms->len; j++)
            want_line(model, measures, &g_array_index(identity->terms, struct identity_term, j), &key);
    }
}

static void want_terms(const struct model *model, GArray *measures, const struct identity *identity)
{
    for (guint i = 0; i < identity->terms->len; i++) {
        const struct identity_term *term = &g_array_index(identity->terms, struct identity_term, i);
        const struct line_key key = {term->breakdown, term->category};
        want_line(model, measures, term, &key);
    }
}

/* Where nothing falls in a measure, its splits have no figure at all. */
static void fill_splits(const struct model *model, struct measure_rows *rows)
{
    for (char **split = rows->measure->splits;
         rows->measure->counts_children && can_have_extra(rows) && split != NULL && *split != NULL; split++)
        if (is_published(rows->measure, *split) && !has_figures(model, rows, *split))
            add_key(rows, *split, "unknown");
}

static void want_all_lines(const struct model *model, GArray *measures, const struct identity *identity)
{
    want_lines(model, measures, identity);
    for (guint i = 0; i < identity->terms->len && !identity->is_at_most; i++)
        want_extra_lines(model, measures, identity, i);
}

/* A 0 that was hidden stays hidden. */
static void want_hidden(const struct model *model, GArray *measures, const struct past *past)
{
    const GArray *lines = past_hidden_lines(past);
    for (guint i = 0; i < lines->len; i++) {
        const struct past_line *line = &g_array_index(lines, struct past_line, i);
        struct measure_rows *rows = rows_of(measures, line->measure);
        const struct line_key key = {line->breakdown, line->category};
        if (rows != NULL && !has_line(model, rows, &key))
            add_wanted(model, rows, &key);
    }
}

void build_extra(const struct model *model, GArray *measures, const struct disclosure_rules *rules)
{
    const GPtrArray *identities = rules->identities;
    for (guint i = 0; i < identities->len; i++)
        if (!identity_is_general(identities->pdata[i]))
            want_terms(model, measures, identities->pdata[i]);
    for (guint i = 0; i < identities->len; i++)
        if (identity_is_general(identities->pdata[i]))
            want_all_lines(model, measures, identities->pdata[i]);
    for (guint i = 0; i < measures->len; i++)
        fill_splits(model, &g_array_index(measures, struct measure_rows, i));
    if (rules->past != NULL)
        want_hidden(model, measures, rules->past);
}
