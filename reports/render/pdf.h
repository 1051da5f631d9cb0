/* A document as PDF, in steps: what drew it need not be freed before the file is read. */
#ifndef SCORECARD_RENDER_PDF_H
#define SCORECARD_RENDER_PDF_H

#include "reports/render/document.h"
#include "reports/render/typeset.h"

/* A PDF: its pages are laid out, then it is drawn and finished. */
struct book;

/* The document outlives it. */
struct book *book_new(const struct document *document);
/* Lays out pages until none is left that nobody has taken. Several threads may do so at the same time, each by a
 * typesetter of its own, which outlives the book. */
void book_lay_pages(struct book *book, struct typesetter *typesetter);
/* When all who lay pages are back. SYSTEM when it cannot be drawn. */
bool book_draw(struct book *book, struct typesetter *typesetter, GError **error);
bool book_write(const struct book *book, const char *path, GError **error);
/* Takes as long as drawing some pages. */
void book_free(struct book *book);

#endif
