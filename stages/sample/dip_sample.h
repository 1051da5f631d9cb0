/* A dip sample of the cases behind a figure: the frame is made from them, less the cases that the register keeps from
 * being drawn again, and the draw is looked up there or made.
 *
 * A case that stands in the figure more than once is one case of the frame, in the stratum that comes first in order.
 * Cases of several kinds that have one id are several, and are named EXTRACT/ID in the frame.
 * Of a ratio the frame holds the cases of its numerator. */
#ifndef SCORECARD_STAGES_SAMPLE_DIP_SAMPLE_H
#define SCORECARD_STAGES_SAMPLE_DIP_SAMPLE_H

#include "stages/explain/cases.h"
#include "stages/sample/sample.h"
#include "stages/sample/sample_register.h"
#include "stages/schema/schema.h"

#include <glib.h>
#include <stdbool.h>

struct dip_request {
    const struct measure *measure;
    int32_t as_at;
    char *const *where; /* NULL-ended, may be NULL */
    const char *by;     /* a split, "met" of a rate, or NULL */
    struct sample_plan plan;
    bool is_repeat;           /* cases drawn before may be drawn again */
    gint64 period_days;       /* how long a drawn case is not drawn again */
    const GPtrArray *schemas; /* struct schema *: what the rows of an extract are of */
};

struct dip_sample {
    struct dip_request request;
    struct sample *sample;
    GPtrArray *avoided;    /* char *, in order: cases of the figure that earlier draws had */
    GHashTable *cases;     /* case as the frame names it → struct listed_case * of the list */
    GHashTable *kinds;     /* the same → what it is one of: an extract, else the measure */
    char *conditions;      /* --where in order, a line each */
    char *reference;       /* "T01-2021-01-21-3f2a9c1b": tells this draw from every other */
    bool is_registered;    /* this very draw stands in the register: it is that one */
    bool is_frame_changed; /* and the cases to draw from are others now */
    guint n_repeated;      /* cases that stand in the figure more than once */
};

/* USAGE for a split the measure does not have. The list must outlive the sample. */
struct dip_sample *dip_sample_take(struct db *db, const struct case_list *list, const struct dip_request *request,
                                   GError **error);
void dip_sample_free(struct dip_sample *dip);
/* Registers a draw that is new. Inside the transaction in which it was taken. */
bool dip_sample_keep(struct db *db, const struct dip_sample *dip, GError **error);
/* The case of the frame as the figure lists it; NULL when a registered case is no longer among them. */
const struct listed_case *dip_sample_case(const struct dip_sample *dip, const char *case_id);
const char *dip_sample_method(const struct dip_request *request);     /* simple, systematic */
const char *dip_sample_allocation(const struct dip_request *request); /* proportional, equal */

#endif
