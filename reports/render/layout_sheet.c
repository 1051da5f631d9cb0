/* One sheet after the other filled with bands, and their heights when a sheet is full. */
#include "reports/render/layout_private.h"

#include <math.h>

#define BAND_GAP 12
#define BEYOND 1.35      /* charts may grow somewhat beyond their best heights rather than leave a sheet half empty */
#define BEYOND_ALONE 2.6 /* one that stands alone may grow more */

static double room_of_part(const struct filler *filler, int part)
{
    return sheet_box().height - sheet_head_height(filler->typesetter, filler->page, part) -
           sheet_foot_height(filler->typesetter, filler->page);
}

double filler_room(const struct filler *filler)
{
    return room_of_part(filler, filler->part);
}

double filler_room_of_next(const struct filler *filler)
{
    return room_of_part(filler, filler->part + 1);
}

double filler_room_left(const struct filler *filler)
{
    return filler_room(filler) - filler->used - (filler->bands->len > 0 ? BAND_GAP : 0);
}

/* Width of so many sixths of the sheet, the gap between neighbours left out. */
static double width_of(double sixths)
{
    const double gap = theme()->gap;
    return (sheet_box().width + gap) * sixths / SIXTHS - gap;
}

double band_width_of(const struct band *band, int i)
{
    g_assert(band->blocks[i].block != NULL);
    if (band->n == 1)
        return sheet_box().width;
    return width_of((double)block_sixths(band->blocks[i].block) * SIXTHS / band->sixths);
}

void band_measure(const struct filler *filler, struct band *band)
{
    double tight = 0;
    band->heights = (struct block_heights){0, 0, 0};
    for (int i = 0; i < band->n; i++) {
        const struct block_heights heights =
            block_heights(filler->typesetter, &band->blocks[i], band_width_of(band, i));
        tight = fmax(tight, heights.least - heights.give);
        band->heights.least = fmax(band->heights.least, heights.least);
        band->heights.best = fmax(band->heights.best, heights.best);
    }
    band->heights.give = band->heights.least - tight;
}

/* Charts share what room is left, or give up what is wanting. */
static double height_of(const struct filler *filler, const struct band *band, double slack)
{
    double wanted = 0;
    if (slack < 0)
        return band->heights.least + band->heights.give * slack / filler->give;
    for (guint i = 0; i < filler->bands->len; i++) {
        const struct block_heights heights = g_array_index(filler->bands, struct band, i).heights;
        wanted += heights.best - heights.least;
    }
    const double stretch = wanted > 0 ? fmin(slack / wanted, filler->bands->len == 1 ? BEYOND_ALONE : BEYOND) : 0;
    return band->heights.least + (band->heights.best - band->heights.least) * stretch;
}

static void place_band(struct sheet *sheet, struct band *band, struct box strip)
{
    for (int i = 0; i < band->n; i++) {
        band->blocks[i].box = box_cut_left(&strip, band_width_of(band, i));
        box_cut_left(&strip, theme()->gap);
        g_array_append_val(sheet->blocks, band->blocks[i]);
    }
}

void filler_close_sheet(struct filler *filler)
{
    struct sheet *sheet = g_new0(struct sheet, 1);
    sheet->page = filler->page;
    sheet->part = filler->part;
    sheet->typesetter = filler->typesetter;
    sheet->blocks = g_array_new(FALSE, FALSE, sizeof(struct placed_block));
    struct box box = sheet_box();
    const double slack = filler_room(filler) - filler->used;
    box_cut_top(&box, sheet_head_height(filler->typesetter, filler->page, filler->part));
    for (guint i = 0; i < filler->bands->len; i++) {
        struct band *band = &g_array_index(filler->bands, struct band, i);
        place_band(sheet, band, box_cut_top(&box, height_of(filler, band, slack)));
        box_cut_top(&box, BAND_GAP);
    }
    g_ptr_array_add(filler->layout->sheets, sheet);
    g_array_set_size(filler->bands, 0);
    filler->used = filler->give = 0;
    filler->part++;
}

static void push_band(struct filler *filler, const struct band *band)
{
    filler->used += band->heights.least + (filler->bands->len > 0 ? BAND_GAP : 0);
    filler->give += band->heights.give;
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
        filler_close_sheet(filler);
        return;
    }
    const struct band last = g_array_index(filler->bands, struct band, filler->bands->len - 1);
    g_array_set_size(filler->bands, filler->bands->len - 1);
    filler->used -= last.heights.least + BAND_GAP;
    filler->give -= last.heights.give;
    filler_close_sheet(filler);
    push_band(filler, &last);
}

void filler_add_band(struct filler *filler, struct band band)
{
    band_measure(filler, &band);
    const double room = filler_room_left(filler) + (is_text(&band) ? filler->give : 0);
    if (band.heights.least > room && filler->bands->len > 0)
        close_sheet_before(filler, &band);
    push_band(filler, &band);
}
