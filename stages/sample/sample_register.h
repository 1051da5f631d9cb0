/* The register of dip samples in the warehouse: what was asked, what was drawn. The same question has one answer for
 * ever; another question is kept from the cases that earlier ones drew. */
#ifndef SCORECARD_STAGES_SAMPLE_SAMPLE_REGISTER_H
#define SCORECARD_STAGES_SAMPLE_SAMPLE_REGISTER_H

#include "pipeline/lib/db.h"
#include "stages/sample/sample.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct sample_question { /* what a draw is known by */
    const char *measure;
    int32_t as_at;
    const char *conditions; /* --where, in order, a line each; "" for none */
    const char *split;      /* --by; "" for none */
    const char *method, *allocation;
    guint size;
    const char *seed;
};

/* The draw that asked the same, 0 when there is none; also in a warehouse of before the register. */
bool sample_register_find(struct db *db, const struct sample_question *question, int64_t *draw_id, GError **error);
/* What it drew; the ids of the cases it avoided are added to `avoided` (char *, to be freed). */
struct sample *sample_register_read(struct db *db, int64_t draw_id, GPtrArray *avoided, GError **error);
/* The names (sample_register_name) of the cases drawn for days within `period_days` of as-at, before or after. The
 * caller unrefs. */
GHashTable *sample_register_drawn(struct db *db, int32_t as_at, gint64 period_days, GError **error);
/* A case of any measure: its kind and id. The caller frees. */
char *sample_register_name(const char *kind, const char *case_id);
/* Registers a draw, inside a transaction. */
struct sample_draw {
    const struct sample *sample;
    const GPtrArray *avoided; /* ids of cases (char *) */
    GHashTable *kinds;        /* case_id → kind */
};
bool sample_register_keep(struct db *db, const struct sample_question *question, const struct sample_draw *draw,
                          GError **error);

#endif
