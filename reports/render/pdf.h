/* A document as PDF, in steps: what drew it need not be freed before the file is read. */
#ifndef SCORECARD_RENDER_PDF_H
#define SCORECARD_RENDER_PDF_H

#include "reports/render/document.h"
#include "reports/render/typeset.h"

/* A PDF, drawn and finished. */
struct book;

/* Both outlive it. NULL: SYSTEM when it cannot be drawn. */
struct book *book_new(const struct document *document, struct typesetter *typesetter, GError **error);
bool book_write(const struct book *book, const char *path, GError **error);
/* Takes as long as drawing some pages. */
void book_free(struct book *book);

#endif
