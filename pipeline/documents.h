/* The documents of a set of files. PDFs are drawn by a thread of their own, since they take longest, while the caller
 * writes workbooks and whatever else needs no PDF. */
#ifndef SCORECARD_PIPELINE_DOCUMENTS_H
#define SCORECARD_PIPELINE_DOCUMENTS_H

#include "pipeline/output.h"

#include <glib.h>
#include <stdbool.h>

struct documents;

/* `list` (struct document *) and `output` outlive it. */
struct documents *documents_begin(const GPtrArray *list, struct output *output);
/* <document>.xlsx of each. */
bool documents_write_workbooks(struct documents *documents, GError **error);
/* <document>.pdf of each: waits for them. */
bool documents_end(struct documents *documents, GError **error);
/* Waits for the PDFs, too. */
void documents_free(struct documents *documents);

#endif
