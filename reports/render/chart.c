#include "reports/render/chart.h"

#include "pipeline/lib/error.h"
#include "reports/render/chart_private.h"

struct kind {
    void (*draw)(struct canvas *canvas, const struct block *block, struct box box);
    struct chart_heights (*heights)(struct typesetter *typesetter, const struct block *block, double width);
    struct chart_heights fixed; /* where `heights` is NULL */
};

static const struct kind KINDS[] = {
    [BLOCK_SPC] = {chart_spc_draw, NULL, {125, 230}},
    [BLOCK_LINE] = {chart_line_draw, NULL, {115, 220}},
    [BLOCK_BARS] = {chart_bars_draw, chart_bars_heights, {0, 0}},
    [BLOCK_STACK] = {chart_stack_draw, NULL, {125, 230}},
    [BLOCK_MULTIPLES] = {chart_multiples_draw, chart_multiples_heights, {0, 0}},
    [BLOCK_FUNNEL] = {chart_funnel_draw, NULL, {170, 290}},
    [BLOCK_WATERFALL] = {chart_waterfall_draw, NULL, {150, 250}},
    [BLOCK_FAN] = {chart_fan_draw, NULL, {140, 240}},
};

static const struct kind *find_kind(enum block_kind kind)
{
    return (size_t)kind < G_N_ELEMENTS(KINDS) && KINDS[kind].draw != NULL ? &KINDS[kind] : NULL;
}

bool chart_is(enum block_kind kind)
{
    return find_kind(kind) != NULL;
}

struct chart_heights chart_heights(struct typesetter *typesetter, const struct block *block, double width)
{
    const struct kind *kind = find_kind(block->kind);
    g_assert(kind != NULL);
    return kind->heights == NULL ? kind->fixed : kind->heights(typesetter, block, width);
}

void chart_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct kind *kind = find_kind(block->kind);
    g_assert(kind != NULL && block->frame != NULL && frame_n_rows(block->frame) > 0);
    kind->draw(canvas, block, box);
}
