#include "reports/render/layout_private.h"

#include <math.h>

#define LEAST_LINES 4 /* of a table at the foot of a sheet: fewer go to the next */
#define LEAST_PARAGRAPHS 1
#define LEAST_BLANK 0.3 /* of a sheet that is worth filling */
#define LEAST_USED 0.3  /* of a sheet that may be left for a table that is kept whole */

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

void layout_append(struct layout *layout, struct layout *other)
{
    g_ptr_array_extend_and_steal(layout->sheets, g_steal_pointer(&other->sheets));
    g_ptr_array_extend_and_steal(layout->tables, g_steal_pointer(&other->tables));
    g_free(other);
}

/* A table that nearly fits is set closer, so that no sheet is begun for a few rows. */
static void close_up(const struct filler *filler, const struct placed_block *placed, guint end)
{
    const double width = sheet_box().width, room = filler_room_left(filler);
    if (placed->table == NULL || block_fit(filler->typesetter, placed, width, room) >= end)
        return;
    table_set_close(placed->table, true);
    if (block_fit(filler->typesetter, placed, width, room) < end)
        table_set_close(placed->table, false);
}

/* The last table of a page that a fresh sheet holds whole is not parted: there is another sheet either way. */
static void keep_whole(struct filler *filler, const struct placed_block *placed, guint end)
{
    const double width = sheet_box().width;
    if (filler->is_last && placed->table != NULL && filler->used >= filler_room(filler) * LEAST_USED &&
        block_fit(filler->typesetter, placed, width, filler_room_left(filler)) < end &&
        block_fit(filler->typesetter, placed, width, filler_room_of_next(filler)) >= end)
        filler_close_sheet(filler);
}

/* How many parts fit; all of a text's where the charts above it can make room. */
static guint fit_parts(const struct filler *filler, const struct placed_block *placed, guint left)
{
    const double width = sheet_box().width, room = filler_room_left(filler);
    const bool is_text = placed->table == NULL;
    return is_text && block_fit(filler->typesetter, placed, width, room + filler->give) >= left
               ? left
               : block_fit(filler->typesetter, placed, width, room);
}

/* A table or text too long for the rest of the sheet goes on over the next ones. */
static void add_parts(struct filler *filler, struct placed_block placed)
{
    const guint end = block_n_parts(&placed), least = placed.table != NULL ? LEAST_LINES : LEAST_PARAGRAPHS;
    close_up(filler, &placed, end);
    keep_whole(filler, &placed, end);
    while (placed.from < end) {
        const guint left = end - placed.from;
        placed.n = fit_parts(filler, &placed, left);
        if (placed.n < MIN(left, least) && filler->bands->len > 0) {
            filler_close_sheet(filler);
            continue;
        }
        placed.n = CLAMP(placed.n, 1, left);
        if (placed.n < left && left - placed.n < least && placed.n > 2 * least)
            placed.n = left - least; /* no sheet for a line or two */
        filler_add_band(filler, (struct band){.blocks = {placed}, .n = 1});
        placed.from += placed.n;
    }
}

static struct placed_block place_in(struct layout *layout, struct typesetter *typesetter, const struct block *block,
                                    double width, enum table_room room)
{
    struct placed_block placed = {.block = block};
    if (block_is_table(block)) {
        placed.table = table_new(typesetter, block, width, room);
        g_ptr_array_add(layout->tables, placed.table);
    }
    placed.n = block_n_parts(&placed);
    return placed;
}

struct placed_block layout_place(struct layout *layout, struct typesetter *typesetter, const struct block *block,
                                 double width)
{
    return place_in(layout, typesetter, block, width, TABLE_ROOM_LITTLE);
}

static enum table_room room_of(const struct filler *filler, const struct block *block)
{
    const bool is_eased = filler->eased != NULL && g_ptr_array_find((GPtrArray *)(uintptr_t)filler->eased, block, NULL);
    return is_eased ? filler->room : TABLE_ROOM_LITTLE;
}

static struct placed_block place(struct filler *filler, const struct block *block, double width)
{
    struct placed_block placed = place_in(filler->layout, filler->typesetter, block, width, room_of(filler, block));
    placed.is_alone = filler->is_one;
    return placed;
}

static void add_full(struct filler *filler, const struct block *block)
{
    const struct placed_block placed = place(filler, block, sheet_box().width);
    if (placed.n > 0)
        add_parts(filler, placed);
    else
        filler_add_band(filler, (struct band){.blocks = {placed}, .n = 1});
}

/* Neighbours too high for a sheet (a long table) are given the full width, one after the other. */
static void add_neighbours(struct filler *filler, struct block *const *blocks, int n)
{
    struct band band = {.n = n};
    for (int i = 0; i < n; i++)
        band.sixths += block_sixths(blocks[i]);
    for (int i = 0; i < n; i++) {
        band.blocks[i].block = blocks[i];
        band.blocks[i] = place(filler, blocks[i], band_width_of(&band, i));
    }
    band_measure(filler, &band);
    if (band.heights.least <= filler_room(filler)) {
        filler_add_band(filler, band);
        return;
    }
    for (int i = 0; i < n; i++)
        add_full(filler, blocks[i]);
}

/* How many of the blocks stand side by side, at least one. */
static guint count_neighbours(struct block *const *blocks, guint most)
{
    int taken = block_sixths(blocks[0]);
    guint n = 1;
    while (n < MIN(most, MOST_IN_BAND) && taken + block_sixths(blocks[n]) <= SIXTHS)
        taken += block_sixths(blocks[n++]);
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

static void fill_page(struct layout *layout, struct typesetter *typesetter, const struct page *page,
                      const GPtrArray *eased, enum table_room room)
{
    struct filler filler = {.layout = layout,
                            .typesetter = typesetter,
                            .page = page,
                            .bands = g_array_new(FALSE, FALSE, sizeof(struct band)),
                            .room = room,
                            .eased = eased};
    g_autofree struct block **shown = g_new(struct block *, page->blocks->len + 1);
    const guint n_shown = list_shown(page, shown);
    filler.is_one = n_shown == 1;
    for (guint i = 0, n; i < n_shown; i += n) {
        n = count_neighbours(&shown[i], n_shown - i);
        filler.is_last = i + n == n_shown;
        if (n > 1)
            add_neighbours(&filler, &shown[i], (int)n);
        else
            add_full(&filler, shown[i]);
    }
    if (filler.bands->len > 0 || filler.part == 0)
        filler_close_sheet(&filler);
    g_array_unref(filler.bands);
}

/* Tables that go on over another sheet (const struct block *). The caller unrefs. */
static GPtrArray *list_parted(const struct layout *layout, guint first)
{
    GPtrArray *parted = g_ptr_array_new();
    for (guint i = first; i < layout->sheets->len; i++) {
        const struct sheet *sheet = layout->sheets->pdata[i];
        for (guint j = 0; j < sheet->blocks->len; j++) {
            const struct placed_block *placed = &g_array_index(sheet->blocks, struct placed_block, j);
            if (placed->table != NULL && placed->n < block_n_parts(placed))
                g_ptr_array_add(parted, (void *)(uintptr_t)placed->block);
        }
    }
    return parted;
}

/* How much of a sheet is left blank at its foot. */
static double blank_of(const struct sheet *sheet)
{
    double foot = sheet_box().y;
    for (guint i = 0; i < sheet->blocks->len; i++)
        foot = fmax(foot, box_bottom(g_array_index(sheet->blocks, struct placed_block, i).box));
    return (box_bottom(sheet_box()) - foot) / sheet_box().height;
}

static bool has_blank(const struct layout *layout, guint first)
{
    for (guint i = first; i < layout->sheets->len; i++)
        if (blank_of(layout->sheets->pdata[i]) >= LEAST_BLANK)
            return true;
    return false;
}

/* The page anew with more room in the tables that go on; NULL where that costs a sheet, or parts them once more. The
 * caller frees. */
static struct layout *try_room(struct typesetter *typesetter, const struct page *page, const GPtrArray *parted,
                               guint sheets, enum table_room room)
{
    struct layout *eased = layout_new();
    fill_page(eased, typesetter, page, parted, room);
    g_autoptr(GPtrArray) parts = list_parted(eased, 0);
    if (eased->sheets->len == sheets && parts->len <= parted->len)
        return eased;
    layout_free(eased);
    return NULL;
}

/* A page that takes several sheets, one of them a third empty, gives its tables that go on over them what room it can.
 */
guint layout_add_page(struct layout *layout, struct typesetter *typesetter, const struct page *page)
{
    const guint first = layout->sheets->len;
    fill_page(layout, typesetter, page, NULL, TABLE_ROOM_LITTLE);
    g_autoptr(GPtrArray) parted = list_parted(layout, first);
    if (parted->len == 0 || !has_blank(layout, first))
        return first;
    struct layout *eased = NULL;
    for (enum table_room room = TABLE_ROOM_USUAL; eased == NULL && room > TABLE_ROOM_LITTLE; room--)
        eased = try_room(typesetter, page, parted, layout->sheets->len - first, room);
    if (eased != NULL) {
        g_ptr_array_set_size(layout->sheets, (gint)first);
        layout_append(layout, eased);
    }
    return first;
}
