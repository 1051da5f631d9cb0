/* What the files of output.h share. */
#ifndef SCORECARD_PIPELINE_OUTPUT_PRIVATE_H
#define SCORECARD_PIPELINE_OUTPUT_PRIVATE_H

#include "pipeline/output.h"

struct output {
    char *path;        /* OUT, absolute; where a link leads when it is one */
    char *staging;     /* beside it */
    int lock;          /* open on the staging folder while it is ours; -1 */
    int old_lock;      /* open on the old set from before it is replaced until it is gone; -1 */
    bool has_replaced; /* an old set, which lies in the staging folder now */
    struct syncer *syncer;
    GTree *hashes;   /* name → SHA-256 of the new set */
    GHashTable *old; /* name → SHA-256 of the set in place, by its manifest */
};

/* Sets SYSTEM with "path: why"; returns false. */
bool output_fail(const char *path, const char *why, GError **error);
/* Whether OUT may be replaced: absent, empty, or a set of ours in which nobody corrects a reject file. Fills `old`. */
bool output_check_place(struct output *output, output_was_loaded was_loaded, const char *warehouse, GError **error);
/* Copies the files below OUT/inner that neither the old set nor the new one names into the new set. */
bool output_carry_over(const struct output *output, const char *inner, GError **error);

#endif
