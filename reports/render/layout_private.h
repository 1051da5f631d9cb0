/* The sheets of a page while they are filled, band by band. Only layout*.c include this. */
#ifndef SCORECARD_RENDER_LAYOUT_PRIVATE_H
#define SCORECARD_RENDER_LAYOUT_PRIVATE_H

#include "reports/render/layout.h"

#define MOST_IN_BAND 3
#define SIXTHS 6 /* widths are parts of the sheet's */

/* Blocks side by side; one alone has the full width. */
struct band {
    struct placed_block blocks[MOST_IN_BAND];
    int n;
    int sixths; /* that they ask for together: what they leave is shared out among them */
    struct block_heights heights;
};

struct filler {
    struct layout *layout;
    struct typesetter *typesetter;
    const struct page *page;
    GArray *bands; /* struct band: of the sheet being filled */
    double used;   /* by their least heights */
    double give;   /* of it what charts can do without, so that no sheet is begun for a note */
    int part;
    bool is_one;            /* the page has one block */
    bool is_last;           /* the block that is placed is the page's last */
    enum table_room room;   /* of those below */
    const GPtrArray *eased; /* const struct block *: tables that ask for little room and have more; may be NULL */
};

double band_width_of(const struct band *band, int i);
void band_measure(const struct filler *filler, struct band *band);
/* Of the sheet being filled. */
double filler_room_left(const struct filler *filler);
/* Of the whole sheet, and of the one after it. */
double filler_room(const struct filler *filler);
double filler_room_of_next(const struct filler *filler);
/* Puts the band on this sheet, or on the next where it does not fit. */
void filler_add_band(struct filler *filler, struct band band);
/* The sheet is done: its bands are given their heights, and the next is begun. */
void filler_close_sheet(struct filler *filler);

#endif
