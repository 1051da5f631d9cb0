/* A document with a block of every kind, for tests of the renderers; the caller frees it. Its months and blocks
 * serve others. */
#ifndef SCORECARD_TESTS_SAMPLE_DOCUMENT_H
#define SCORECARD_TESTS_SAMPLE_DOCUMENT_H

#include "reports/render/document.h"

#define SAMPLE_MONTHS 24

int32_t sample_month(int i);
struct block *sample_block(struct document *document, struct page *page, enum block_kind kind, const char *id,
                           enum block_width width);
struct document *sample_document(void);
/* Any document as a finished PDF, in one step. */
bool sample_write_pdf(const struct document *document, const char *path, GError **error);

#endif
