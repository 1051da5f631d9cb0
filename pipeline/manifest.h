/* manifest.json: what a run was made from and what it made; the same bytes on any day. */
#ifndef SCORECARD_PIPELINE_MANIFEST_H
#define SCORECARD_PIPELINE_MANIFEST_H

#include "pipeline/context.h"
#include "pipeline/output.h"
#include "pipeline/publication.h"
#include "stages/found.h"
#include "stages/period.h"

/* Writes the manifest over all files that are in the output so far. */
bool manifest_write(struct context *context, const struct publication *publication, const struct calendar *calendar,
                    struct output *output, GError **error);
/* The same of `check --by`: the files that were checked in place of loads, and no dates. */
bool manifest_write_check(const struct context *context, const struct found_list *found, struct output *output,
                          GError **error);

#endif
