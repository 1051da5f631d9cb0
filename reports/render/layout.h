/* Which block stands on which sheet, and where: pages of blocks become sheets of paper before anything is drawn, so
 * that "Page n of N" and the contents are known. */
#ifndef SCORECARD_RENDER_LAYOUT_H
#define SCORECARD_RENDER_LAYOUT_H

#include "reports/render/block.h"
#include "reports/render/document.h"

/* One sheet of a page; a page that needs more has parts 1, 2 … */
struct sheet {
    const struct page *page;
    int part;                      /* 0 on */
    GArray *blocks;                /* struct placed_block */
    struct typesetter *typesetter; /* that has laid its texts, and keeps them to be drawn */
};

struct layout {
    GPtrArray *sheets; /* struct sheet * */
    GPtrArray *tables; /* struct table *, owned */
};

struct layout *layout_new(void);
void layout_free(struct layout *layout);
/* What the other has comes behind, and the other is freed. */
void layout_append(struct layout *layout, struct layout *other);
/* The block whole, its table made for a width and owned by the layout. */
struct placed_block layout_place(struct layout *layout, struct typesetter *typesetter, const struct block *block,
                                 double width);
/* Adds the sheets of one page; returns the number of its first sheet (0 on). */
guint layout_add_page(struct layout *layout, struct typesetter *typesetter, const struct page *page);

/* Parts of a sheet. */
struct box sheet_box(void); /* within the margins, without the footer */
double sheet_head_height(struct typesetter *typesetter, const struct page *page, int part); /* title and finding */
double sheet_foot_height(struct typesetter *typesetter, const struct page *page);           /* the source line */
/* Draws title, finding, blocks and source line; marks the destinations of the page and its blocks. */
void sheet_draw(const struct sheet *sheet, struct canvas *canvas);
/* Names of destinations; the caller frees. */
char *sheet_destination(const struct page *page, int part);
char *block_destination(const struct block *block);

#endif
