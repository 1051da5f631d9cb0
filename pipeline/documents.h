/* The documents of a set of files. PDFs are drawn by a thread of their own, since they take longest, while the caller
 * writes workbooks and whatever else needs no PDF. */
#ifndef SCORECARD_PIPELINE_DOCUMENTS_H
#define SCORECARD_PIPELINE_DOCUMENTS_H

#include "pipeline/output.h"

#include <glib.h>
#include <stdbool.h>

struct documents;

/* Opens the fonts while the caller makes the documents. `output` outlives it. */
struct documents *documents_begin(struct output *output);
/* Lays out their pages, with the thread, which then draws them. `list` (struct document *) is theirs from now on. */
void documents_give(struct documents *documents, GPtrArray *list);
/* <document>.xlsx of each. */
bool documents_write_workbooks(struct documents *documents, GError **error);
/* <document>.pdf of each: waits for them, not for what drew them to be freed. */
bool documents_end(struct documents *documents, GError **error);
/* Waits for the thread, given documents or not. */
void documents_free(struct documents *documents);

#endif
