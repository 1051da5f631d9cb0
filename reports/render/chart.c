#include "reports/render/chart.h"

#include "reports/render/chart_private.h"

struct kind {
    void (*draw)(struct canvas *canvas, const struct block *block, struct box box);
    struct chart_heights (*heights)(struct typesetter *typesetter, const struct block *block, double width);
    struct chart_heights fixed; /* where `heights` is NULL */
};

static const struct kind KINDS[] = {
    [BLOCK_SPC] = {chart_spc_draw, NULL, {112, 230}},
    [BLOCK_LINE] = {chart_line_draw, NULL, {95, 220}},
    [BLOCK_BARS] = {chart_bars_draw, chart_bars_heights, {0, 0}},
    [BLOCK_STACK] = {chart_stack_draw, NULL, {105, 230}},
    [BLOCK_MULTIPLES] = {chart_multiples_draw, chart_multiples_heights, {0, 0}},
    [BLOCK_FUNNEL] = {chart_funnel_draw, NULL, {150, 290}},
    [BLOCK_WATERFALL] = {chart_waterfall_draw, NULL, {150, 250}},
    [BLOCK_FAN] = {chart_fan_draw, NULL, {140, 240}},
    [BLOCK_SHARES] = {chart_shares_draw, chart_shares_heights, {0, 0}},
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

static bool column_has_numbers(const struct frame *frame, guint column)
{
    for (guint row = 0; row < frame_n_rows(frame); row++)
        if (frame_cell(frame, row, column)->kind == FRAME_NUMBER)
            return true;
    return false;
}

/* What is drawn is in `value`, save for columns and bars in parts: there in every one but those of the whole. */
bool chart_draws(const struct block *block, guint column)
{
    static const char *const WHOLE[] = {"period", "category", "all", "total", NULL};
    const int value = frame_find_column(block->frame, "value");
    return value >= 0 ? (int)column == value : !g_strv_contains(WHOLE, frame_column(block->frame, column)->name);
}

bool chart_has_values(const struct block *block)
{
    for (guint i = 0; i < frame_n_columns(block->frame); i++)
        if (chart_draws(block, i) && column_has_numbers(block->frame, i))
            return true;
    return false;
}

void chart_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct kind *kind = find_kind(block->kind);
    g_assert(kind != NULL && block->frame != NULL && frame_n_rows(block->frame) > 0);
    kind->draw(canvas, block, box);
}
