/* From a prepared warehouse to a set of files: figures, documents, figures.csv, issues.csv, rejects, manifest.json.
 * What `run` and `report` share. */
#ifndef SCORECARD_PIPELINE_PUBLICATION_H
#define SCORECARD_PIPELINE_PUBLICATION_H

#include "pipeline/context.h"
#include "pipeline/definitions_check.h"
#include "pipeline/output.h"
#include "stages/check/load_check.h"

#include <glib.h>
#include <stdbool.h>

#define PUBLICATION_BOARD "send-scorecard" /* the report that is written when none is named */

struct publication {
    char **reports;                        /* names, NULL-ended */
    char *const *ignored;                  /* files no schema knows, base names in order; NULL-ended, or NULL */
    const char *run_name;                  /* "run" or the report's name: what the run table calls it */
    struct definitions_check *definitions; /* asked for its verdict before anything is kept; NULL: it was given */
    struct load_check *check;              /* has begun and is to be ended; NULL: what it finds is in the warehouse */
    /* the command's result, once the set is in place and before it is kept; false with an error keeps nothing */
    bool (*print)(const void *result, GError **error);
    const void *result;
};

/* Counts, renders and writes everything into `output`, puts it into place, prints and keeps it. The warehouse is open,
 * whole. */
bool publication_write(struct context *context, const struct publication *publication, struct output *output,
                       GError **error);

#endif
