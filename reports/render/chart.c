#include "reports/render/chart.h"

#include "reports/render/chart_private.h"

#include <math.h>

#define STEEPEST 0.75 /* height by width: beside a long list a line would be drawn out until every step is a cliff */
#define GIVE 0.15

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

double chart_give(const struct block *block)
{
    const struct kind *kind = find_kind(block->kind);
    g_assert(kind != NULL);
    return kind->heights == NULL ? kind->fixed.least * GIVE : 0;
}

double chart_most_height(const struct block *block, double width)
{
    const struct kind *kind = find_kind(block->kind);
    g_assert(kind != NULL);
    return kind->heights == NULL ? fmax(kind->fixed.best, width * STEEPEST) : INFINITY;
}

static bool has_number(const struct frame *frame, guint column, bool counts_zero)
{
    for (guint row = 0; row < frame_n_rows(frame); row++) {
        const struct frame_cell *cell = frame_cell(frame, row, column);
        if (cell->kind == FRAME_NUMBER && (counts_zero || cell->number != 0))
            return true;
    }
    return false;
}

/* What is drawn is in `value`, save for columns and bars in parts: there in every one but those of the whole. */
bool chart_draws(const struct block *block, guint column)
{
    static const char *const WHOLE[] = {"period", "category", "all", "total", NULL};
    const int value = frame_find_column(block->frame, "value");
    return value >= 0 ? (int)column == value : !g_strv_contains(WHOLE, frame_column(block->frame, column)->name);
}

static bool has_drawn(const struct block *block)
{
    for (guint i = 0; i < frame_n_columns(block->frame); i++)
        if (chart_draws(block, i) && has_number(block->frame, i, true))
            return true;
    return false;
}

/* Targets, intervals and wholes count: none of 40 in time against a target is a finding to look at. */
static bool has_other_than_zero(const struct frame *frame)
{
    for (guint i = 0; i < frame_n_columns(frame); i++)
        if (has_number(frame, i, false))
            return true;
    return false;
}

bool chart_is_zero(const struct block *block)
{
    return has_drawn(block) && !has_other_than_zero(block->frame);
}

bool chart_has_values(const struct block *block)
{
    return has_drawn(block) && has_other_than_zero(block->frame);
}

void chart_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct kind *kind = find_kind(block->kind);
    g_assert(kind != NULL && block->frame != NULL && frame_n_rows(block->frame) > 0);
    kind->draw(canvas, block, box);
}
