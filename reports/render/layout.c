#include "reports/render/layout.h"

#include "reports/render/chart.h"

#include <math.h>

#define BAND_GAP 12
#define LEAST_LINES 4 /* of a table at the foot of a sheet: fewer go to the next */
#define LEAST_PARAGRAPHS 1
#define ALONE 1.35 /* a chart alone on its sheet may grow beyond its best height */

/* One block over the full width, or two halves side by side. */
struct band {
    struct placed_block blocks[2];
    int n;
    struct block_heights heights;
};

/* The sheets of a page being filled. */
struct filler {
    struct layout *layout;
    struct typesetter *typesetter;
    const struct page *page;
    GArray *bands; /* struct band: of the sheet being filled */
    double used;
    int part;
};

static void sheet_free(void *data)
{
    struct sheet *sheet = data;
    g_array_unref(sheet->blocks);
    g_free(sheet);
}

static void free_table(void *data)
{
    table_free(data);
}

struct layout *layout_new(void)
{
    struct layout *layout = g_new0(struct layout, 1);
    layout->sheets = g_ptr_array_new_with_free_func(sheet_free);
    layout->tables = g_ptr_array_new_with_free_func(free_table);
    return layout;
}

void layout_free(struct layout *layout)
{
    if (layout == NULL)
        return;
    g_ptr_array_unref(layout->sheets);
    g_ptr_array_unref(layout->tables);
    g_free(layout);
}

static double room_of_sheet(const struct filler *filler)
{
    return sheet_box().height - sheet_head_height(filler->typesetter, filler->page, filler->part) -
           sheet_foot_height(filler->typesetter, filler->page);
}

static double half_width(void)
{
    return (sheet_box().width - theme()->gap) / 2;
}

static double band_width(const struct band *band)
{
    return band->n == 2 ? half_width() : sheet_box().width;
}

static void measure_band(const struct filler *filler, struct band *band)
{
    band->heights = (struct block_heights){0, 0};
    for (int i = 0; i < band->n; i++) {
        const struct block_heights heights = block_heights(filler->typesetter, &band->blocks[i], band_width(band));
        band->heights.least = fmax(band->heights.least, heights.least);
        band->heights.best = fmax(band->heights.best, heights.best);
    }
}

static double stretch_of(const struct filler *filler, double slack)
{
    double wanted = 0;
    for (guint i = 0; i < filler->bands->len; i++) {
        const struct band *band = &g_array_index(filler->bands, struct band, i);
        wanted += band->heights.best - band->heights.least;
    }
    return wanted > 0 ? fmin(slack / wanted, filler->bands->len == 1 ? ALONE : 1) : 0;
}

static void place_band(struct sheet *sheet, struct band *band, struct box strip)
{
    for (int i = 0; i < band->n; i++) {
        band->blocks[i].box = band->n == 2 ? box_grid(strip, 1, 2, 0, i, theme()->gap) : strip;
        g_array_append_val(sheet->blocks, band->blocks[i]);
    }
}

static void close_sheet(struct filler *filler)
{
    struct sheet *sheet = g_new0(struct sheet, 1);
    sheet->page = filler->page;
    sheet->part = filler->part;
    sheet->blocks = g_array_new(FALSE, FALSE, sizeof(struct placed_block));
    struct box box = sheet_box();
    const double room = room_of_sheet(filler);
    const double stretch = stretch_of(filler, room - filler->used);
    box_cut_top(&box, sheet_head_height(filler->typesetter, filler->page, filler->part));
    for (guint i = 0; i < filler->bands->len; i++) {
        struct band *band = &g_array_index(filler->bands, struct band, i);
        const double height = band->heights.least + (band->heights.best - band->heights.least) * stretch;
        place_band(sheet, band, box_cut_top(&box, height));
        box_cut_top(&box, BAND_GAP);
    }
    g_ptr_array_add(filler->layout->sheets, sheet);
    g_array_set_size(filler->bands, 0);
    filler->used = 0;
    filler->part++;
}

static double room_left(const struct filler *filler)
{
    return room_of_sheet(filler) - filler->used - (filler->bands->len > 0 ? BAND_GAP : 0);
}

static void add_band(struct filler *filler, struct band band)
{
    measure_band(filler, &band);
    if (band.heights.least > room_left(filler) && filler->bands->len > 0)
        close_sheet(filler);
    filler->used += band.heights.least + (filler->bands->len > 0 ? BAND_GAP : 0);
    g_array_append_val(filler->bands, band);
}

/* A table or text too long for the rest of the sheet goes on over the next ones. */
static void add_parts(struct filler *filler, struct placed_block placed)
{
    const guint end = block_n_parts(&placed), least = placed.table != NULL ? LEAST_LINES : LEAST_PARAGRAPHS;
    while (placed.from < end) {
        const guint left = end - placed.from;
        placed.n = block_fit(filler->typesetter, &placed, sheet_box().width, room_left(filler));
        if (placed.n < MIN(left, least) && filler->bands->len > 0) {
            close_sheet(filler);
            continue;
        }
        placed.n = CLAMP(placed.n, 1, left);
        if (placed.n < left && left - placed.n < least && placed.n > 2 * least)
            placed.n = left - least; /* no sheet for a line or two */
        add_band(filler, (struct band){{placed}, 1, {0, 0}});
        placed.from += placed.n;
    }
}

static struct placed_block place(struct filler *filler, const struct block *block, double width)
{
    struct placed_block placed = {.block = block};
    if (block_is_table(block)) {
        placed.table = table_new(filler->typesetter, block, width);
        g_ptr_array_add(filler->layout->tables, placed.table);
    }
    placed.n = block_n_parts(&placed);
    return placed;
}

static void add_full(struct filler *filler, const struct block *block)
{
    const struct placed_block placed = place(filler, block, sheet_box().width);
    if (placed.n > 0)
        add_parts(filler, placed);
    else
        add_band(filler, (struct band){{placed}, 1, {0, 0}});
}

/* Two halves too high for a sheet (a long table) are given the full width, one after the other. */
static void add_halves(struct filler *filler, const struct block *left, const struct block *right)
{
    struct band band = {{place(filler, left, half_width()), place(filler, right, half_width())}, 2, {0, 0}};
    measure_band(filler, &band);
    if (band.heights.least <= room_of_sheet(filler)) {
        add_band(filler, band);
        return;
    }
    add_full(filler, left);
    add_full(filler, right);
}

guint layout_add_page(struct layout *layout, struct typesetter *typesetter, const struct page *page)
{
    const guint first = layout->sheets->len;
    struct filler filler = {layout, typesetter, page, g_array_new(FALSE, FALSE, sizeof(struct band)), 0, 0};
    for (guint i = 0; i < page->blocks->len; i++) {
        const struct block *block = g_ptr_array_index(page->blocks, i);
        const struct block *next = i + 1 < page->blocks->len ? g_ptr_array_index(page->blocks, i + 1) : NULL;
        if (block->width == WIDTH_HALF && next != NULL && next->width == WIDTH_HALF) {
            add_halves(&filler, block, next);
            i++;
        } else {
            add_full(&filler, block);
        }
    }
    if (filler.bands->len > 0 || filler.part == 0)
        close_sheet(&filler);
    g_array_unref(filler.bands);
    return first;
}
