#include "stages/disclose/disclose_block.h"

/* Sets of series, each known by the first of a chain: parents[i] is the next in it, or i. */
static guint find_set(guint *parents, guint series)
{
    while (parents[series] != series)
        series = parents[series] = parents[parents[series]];
    return series;
}

static void join_sets(guint *parents, guint a, guint b)
{
    parents[find_set(parents, a)] = find_set(parents, b);
}

/* The first series of a line; NONE when it has none. */
static guint first_series(const struct line *line)
{
    for (guint part = 0; part < N_PARTS; part++)
        if (line->series[part] != NONE)
            return line->series[part];
    return NONE;
}

static void join_parts(const struct model *model, guint *parents)
{
    for (guint i = 0; i < model->lines->len; i++) {
        const struct line *line = model_line(model, i);
        for (guint part = 0; part < N_PARTS; part++)
            if (line->series[part] != NONE)
                join_sets(parents, line->series[part], first_series(line));
    }
}

static void join_terms(const struct model *model, guint *parents)
{
    for (guint i = 0; i < model->relations->len; i++) {
        const struct relation *relation = model_relation(model, i);
        const guint first = model_term(model, relation->first_term)->series;
        for (guint j = 1; j < relation->n_terms; j++)
            join_sets(parents, model_term(model, relation->first_term + j)->series, first);
    }
}

static guint count_hidden(const struct model *model, const struct line *line)
{
    guint n = 0;
    for (guint i = 0; i < line->n_spans; i++)
        n += model_span(model, line->first_span + i)->hidden != 0;
    return n;
}

static void free_block(void *data)
{
    struct block *block = data;
    g_array_unref(block->lines);
    g_free(block);
}

static struct block *block_new(void)
{
    struct block *block = g_new0(struct block, 1);
    block->lines = g_array_new(FALSE, FALSE, sizeof(guint));
    return block;
}

static gint compare_hidden(gconstpointer a, gconstpointer b)
{
    const guint first = (*(const struct block *const *)a)->n_hidden,
                second = (*(const struct block *const *)b)->n_hidden;
    return first > second ? -1 : first < second;
}

/* All blocks, in the order of their first lines. */
static GPtrArray *gather(const struct model *model, guint *parents)
{
    GPtrArray *blocks = g_ptr_array_new_with_free_func(free_block);
    g_autofree struct block **of_set = g_new0(struct block *, model->series->len + 1);
    for (guint i = 0; i < model->lines->len; i++) {
        const struct line *line = model_line(model, i);
        const guint series = first_series(line);
        if (series == NONE)
            continue;
        struct block **block = &of_set[find_set(parents, series)];
        if (*block == NULL)
            g_ptr_array_add(blocks, *block = block_new());
        g_array_append_val((*block)->lines, i);
        (*block)->n_hidden += count_hidden(model, line);
    }
    return blocks;
}

GPtrArray *blocks_find(const struct model *model)
{
    g_autofree guint *parents = g_new(guint, model->series->len + 1);
    for (guint i = 0; i < model->series->len; i++)
        parents[i] = i;
    join_parts(model, parents);
    join_terms(model, parents);
    GPtrArray *blocks = gather(model, parents);
    g_ptr_array_sort(blocks, compare_hidden);
    while (blocks->len > 0 && ((const struct block *)blocks->pdata[blocks->len - 1])->n_hidden == 0)
        g_ptr_array_set_size(blocks, (gint)blocks->len - 1);
    return blocks;
}
