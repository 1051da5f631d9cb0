/* manifest.json: what a run was made from and what it made; the same bytes on any day. */
#ifndef SCORECARD_PIPELINE_MANIFEST_H
#define SCORECARD_PIPELINE_MANIFEST_H

#include "pipeline/context.h"
#include "pipeline/output.h"
#include "pipeline/publication.h"
#include "stages/check/found.h"
#include "stages/measure/period.h"

/* A manifest that says all but what was made. The caller frees; NULL at a fault. */
struct manifest;
struct manifest *manifest_begin(struct context *context, const struct publication *publication,
                                const struct calendar *calendar, GError **error);
/* Writes it over all files that are in the output by now. */
bool manifest_end(struct manifest *manifest, struct output *output, GError **error);
void manifest_free(struct manifest *manifest);
/* The same of `check --by`: the files that were checked in place of loads, and no dates. */
bool manifest_write_check(const struct context *context, const struct found_list *found, struct output *output,
                          GError **error);

#endif
