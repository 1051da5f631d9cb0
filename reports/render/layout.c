#include "reports/render/layout.h"

#include <math.h>

#define BAND_GAP 12
#define LEAST_LINES 4 /* of a table at the foot of a sheet: fewer go to the next */
#define LEAST_PARAGRAPHS 1
#define BEYOND 1.35      /* charts may grow somewhat beyond their best heights rather than leave a sheet half empty */
#define BEYOND_ALONE 2.6 /* one that stands alone may grow more */
#define SIXTHS 6         /* widths are parts of the sheet's */
#define MOST_IN_BAND 3

static const int sixths_of[] = {[WIDTH_FULL] = 6, [WIDTH_HALF] = 3, [WIDTH_THIRD] = 2, [WIDTH_TWO_THIRDS] = 4};

/* Blocks side by side; one alone has the full width. */
struct band {
    struct placed_block blocks[MOST_IN_BAND];
    int n;
    int sixths; /* that they ask for together: what they leave is shared out among them */
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
    bool is_one; /* the page has one block */
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

/* Width of so many sixths of the sheet, the gap between neighbours left out. */
static double width_of(double sixths)
{
    const double gap = theme()->gap;
    return (sheet_box().width + gap) * sixths / SIXTHS - gap;
}

static double width_in_band(const struct band *band, int i)
{
    g_assert(band->blocks[i].block != NULL);
    if (band->n == 1)
        return sheet_box().width;
    return width_of((double)sixths_of[band->blocks[i].block->width] * SIXTHS / band->sixths);
}

static void measure_band(const struct filler *filler, struct band *band)
{
    band->heights = (struct block_heights){0, 0};
    for (int i = 0; i < band->n; i++) {
        const struct block_heights heights =
            block_heights(filler->typesetter, &band->blocks[i], width_in_band(band, i));
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
    return wanted > 0 ? fmin(slack / wanted, filler->bands->len == 1 ? BEYOND_ALONE : BEYOND) : 0;
}

static void place_band(struct sheet *sheet, struct band *band, struct box strip)
{
    for (int i = 0; i < band->n; i++) {
        band->blocks[i].box = box_cut_left(&strip, width_in_band(band, i));
        box_cut_left(&strip, theme()->gap);
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

static void push_band(struct filler *filler, const struct band *band)
{
    filler->used += band->heights.least + (filler->bands->len > 0 ? BAND_GAP : 0);
    g_array_append_vals(filler->bands, band, 1);
}

static bool is_text(const struct band *band)
{
    g_assert(band->blocks[0].block != NULL);
    return band->n == 1 && band->blocks[0].block->kind == BLOCK_TEXT;
}

/* Commentary goes on with what it speaks of: it takes the band before it along to the next sheet. */
static void close_sheet_before(struct filler *filler, const struct band *band)
{
    if (!is_text(band) || filler->bands->len < 2) {
        close_sheet(filler);
        return;
    }
    const struct band last = g_array_index(filler->bands, struct band, filler->bands->len - 1);
    g_array_set_size(filler->bands, filler->bands->len - 1);
    filler->used -= last.heights.least + BAND_GAP;
    close_sheet(filler);
    push_band(filler, &last);
}

static void add_band(struct filler *filler, struct band band)
{
    measure_band(filler, &band);
    if (band.heights.least > room_left(filler) && filler->bands->len > 0)
        close_sheet_before(filler, &band);
    push_band(filler, &band);
}

/* A table that nearly fits is set closer, so that no sheet is begun for a few rows. */
static void close_up(const struct filler *filler, const struct placed_block *placed, guint end)
{
    const double width = sheet_box().width, room = room_left(filler);
    if (placed->table == NULL || block_fit(filler->typesetter, placed, width, room) >= end)
        return;
    table_set_close(placed->table, true);
    if (block_fit(filler->typesetter, placed, width, room) < end)
        table_set_close(placed->table, false);
}

/* A table or text too long for the rest of the sheet goes on over the next ones. */
static void add_parts(struct filler *filler, struct placed_block placed)
{
    const guint end = block_n_parts(&placed), least = placed.table != NULL ? LEAST_LINES : LEAST_PARAGRAPHS;
    close_up(filler, &placed, end);
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
        add_band(filler, (struct band){.blocks = {placed}, .n = 1});
        placed.from += placed.n;
    }
}

struct placed_block layout_place(struct layout *layout, struct typesetter *typesetter, const struct block *block,
                                 double width)
{
    struct placed_block placed = {.block = block};
    if (block_is_table(block)) {
        placed.table = table_new(typesetter, block, width);
        g_ptr_array_add(layout->tables, placed.table);
    }
    placed.n = block_n_parts(&placed);
    return placed;
}

static struct placed_block place(struct filler *filler, const struct block *block, double width)
{
    struct placed_block placed = layout_place(filler->layout, filler->typesetter, block, width);
    placed.is_alone = filler->is_one;
    return placed;
}

static void add_full(struct filler *filler, const struct block *block)
{
    const struct placed_block placed = place(filler, block, sheet_box().width);
    if (placed.n > 0)
        add_parts(filler, placed);
    else
        add_band(filler, (struct band){.blocks = {placed}, .n = 1});
}

/* Neighbours too high for a sheet (a long table) are given the full width, one after the other. */
static void add_neighbours(struct filler *filler, struct block *const *blocks, int n)
{
    struct band band = {.n = n};
    for (int i = 0; i < n; i++)
        band.sixths += sixths_of[blocks[i]->width];
    for (int i = 0; i < n; i++) {
        band.blocks[i].block = blocks[i];
        band.blocks[i] = place(filler, blocks[i], width_in_band(&band, i));
    }
    measure_band(filler, &band);
    if (band.heights.least <= room_of_sheet(filler)) {
        add_band(filler, band);
        return;
    }
    for (int i = 0; i < n; i++)
        add_full(filler, blocks[i]);
}

/* How many of the blocks stand side by side, at least one. */
static guint count_neighbours(struct block *const *blocks, guint most)
{
    int taken = sixths_of[blocks[0]->width];
    guint n = 1;
    while (n < MIN(most, MOST_IN_BAND) && taken + sixths_of[blocks[n]->width] <= SIXTHS)
        taken += sixths_of[blocks[n++]->width];
    return n;
}

/* Those of the page that have something to show. */
static guint list_shown(const struct page *page, struct block **shown)
{
    guint n = 0;
    for (guint i = 0; i < page->blocks->len; i++) {
        struct block *block = g_ptr_array_index(page->blocks, i);
        if (!block->is_missing && !block->is_left_out)
            shown[n++] = block;
    }
    return n;
}

guint layout_add_page(struct layout *layout, struct typesetter *typesetter, const struct page *page)
{
    const guint first = layout->sheets->len;
    struct filler filler = {layout, typesetter, page, g_array_new(FALSE, FALSE, sizeof(struct band)), 0, 0, false};
    g_autofree struct block **shown = g_new(struct block *, page->blocks->len + 1);
    const guint n_shown = list_shown(page, shown);
    filler.is_one = n_shown == 1;
    for (guint i = 0, n; i < n_shown; i += n) {
        n = count_neighbours(&shown[i], n_shown - i);
        if (n > 1)
            add_neighbours(&filler, &shown[i], (int)n);
        else
            add_full(&filler, shown[i]);
    }
    if (filler.bands->len > 0 || filler.part == 0)
        close_sheet(&filler);
    g_array_unref(filler.bands);
    return first;
}
