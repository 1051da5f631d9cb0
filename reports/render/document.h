/* The document that is rendered: pages of blocks, each with its frame and its words. Made by the publish stage, drawn
 * by pdf.c and workbook.c. It knows neither SQL nor measures.
 *
 * All texts and frames are owned by the document's pool and freed with it. */
#ifndef SCORECARD_RENDER_DOCUMENT_H
#define SCORECARD_RENDER_DOCUMENT_H

#include "pipeline/lib/frame.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* How a block is drawn, and the columns of its frame that this reads by name, those it can do without in brackets. */
enum block_kind {
    /* No frame: `paragraphs`. */
    BLOCK_TEXT,
    /* All columns as they come; the first is the row's heading. */
    BLOCK_TABLE,
    /* topic ref title unit value previous change target rating travel england region trend. Rows of one topic stand
     * together, numbers carry their own unit (frame_cell.unit). `trend` is the index of a frame in `series`, drawn as a
     * sparkline; the workbook leaves it out. */
    BLOCK_GLANCE,
    /* period value mean lower upper signal (usual, improving, concerning, part month) [target] [phase] */
    BLOCK_SPC,
    /* period value [target] [value2 value3: further series under their own titles] */
    BLOCK_LINE,
    /* category value [benchmark] [lower upper] [cases or number], in the frame's order */
    BLOCK_BARS,
    /* period, a column of numbers for each series, [all: the whole of them] */
    BLOCK_STACK,
    /* panel period value [target]: a small line chart for each panel, on one scale */
    BLOCK_MULTIPLES,
    /* category denominator value mean lower95 upper95 lower998 upper998 */
    BLOCK_FUNNEL,
    /* category value kind (total, added, taken off) */
    BLOCK_WATERFALL,
    /* period value low high [value2] */
    BLOCK_FAN,
    /* category, a column of numbers for each part, total: divided bars */
    BLOCK_SHARES,
    /* Key figures in large digits (facts.c). */
    BLOCK_FACTS
};

/* Neighbours whose parts add to no more than the whole stand side by side. */
enum block_width { WIDTH_FULL, WIDTH_HALF, WIDTH_THIRD, WIDTH_TWO_THIRDS };

struct block {
    enum block_kind kind;
    enum block_width width;
    const char *id;          /* unique in the document, [a-z0-9_]: sheet and table name are made from it */
    const char *title;       /* ten words or fewer, the finding */
    const char *sheet_title; /* of its sheet of the workbook, which stands apart from its page; NULL: the title */
    const char *brief;       /* the subtitle without the area, where a page has no room for it; NULL: it has none */
    const char *subtitle;    /* measure, area, period, unit */
    const char *alt;         /* alternative text of a chart, 20 to 400 characters, distinct in the document */
    const char *reference;   /* "T01" printed beside it; NULL: none */
    const char *source; /* rule or register, on its sheet of the workbook; NULL: none (the page's own line says it in
                           the PDF) */
    const char *note;   /* last line under it; NULL: none */
    const char *empty;  /* why there is nothing to draw ("[x] extract advice is missing"); then frame may be NULL */
    struct frame *frame;
    GPtrArray *paragraphs; /* const char *, or NULL */
    GPtrArray *series;     /* struct frame * (period, value) for sparklines, or NULL */
    bool is_unrated;
    bool is_repeated; /* the same figures stand on an earlier page: the workbook has them once */
    bool is_missing;  /* nothing to show for want of an extract: the page says so once, and only the workbook has it */
    bool is_form;     /* a table to be written in by hand: as wide as there is room, its rows high */
    bool is_left_out; /* a small chart without a number to draw: the page says why in words, and only the workbook has
                         it */
    bool is_dense;    /* a table of many short rows */
    guint n_before;   /* the first rows of a chart over time are from before its data begin: a gap, as its note says */
};

struct page {
    const char *id;      /* [a-z0-9_] */
    const char *title;   /* H1 and bookmark */
    const char *finding; /* one sentence under the title */
    const char *source;  /* last line of the page: source, period, definition reference */
    GPtrArray *blocks;   /* struct block * */
    bool is_missing;     /* nothing to show for want of extracts: another page says so, and only the workbook has its
                            sheets */
};

struct note {
    const char *label; /* "[c]", "[note 1]" */
    const char *text;
};

struct document {
    const char *name; /* send-scorecard: file names */
    const char *title, *subtitle, *authority, *marking, *contact, *subject, *keywords, *author;
    int32_t as_at; /* "Data to 21 January 2021" */
    int32_t board_date;
    const char *next_edition;
    GPtrArray *cover;       /* const char *: further lines of the cover */
    GPtrArray *pages;       /* struct page * */
    GArray *notes;          /* struct note: symbols and notes used */
    bool has_front;         /* cover, contents and how to read come first; true unless it is one page to hand out */
    GPtrArray *how_to_read; /* const char *: paragraphs of the "How to read" page */
    GStringChunk *pool;
    GPtrArray *frames; /* owned */
};

struct document *document_new(void);
void document_free(struct document *document);
/* Copies text into the document. */
const char *document_text(struct document *document, const char *text);
const char *document_printf(struct document *document, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The authority's name and "Council", unless it ends with the word. */
const char *document_council(struct document *document, const char *authority);
struct frame *document_frame(struct document *document);
struct page *document_add_page(struct document *document, const char *id, const char *title);
struct block *page_add_block(struct document *document, struct page *page, enum block_kind kind, const char *id);
struct block *page_find_block(const struct page *page, const char *id); /* NULL: it has none of that id */

/* Whether any block shows a column of that name. */
bool document_has_column(const struct document *document, const char *name);
/* Adds a text (owned by the document) to a list of paragraphs, making the list when it is NULL. */
void paragraphs_add(GPtrArray **paragraphs, const char *text);

/* Writes a finished file; SYSTEM when it cannot. The PDF is written in steps (pdf.h). */
bool document_write_workbook(const struct document *document, const char *path, GError **error);

#endif
