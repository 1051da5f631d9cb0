/* Dip samples: which cases of a frame are drawn. Pure: the same frame, seed and plan give the same sample anywhere, and
 * anyone can redo it with sha256sum and sort.
 *
 * The generator is SHA-256 (FIPS 180-4) of "SEED:CASE", in hex: every case has its number, fixed by the seed alone, and
 * the smallest numbers are drawn. This is consistent sampling (R. L. Rivest, Consistent Sampling with Replacement,
 * 2018; his sampler for election audits), in survey practice sampling by permanent random numbers.
 *
 *   simple      the cases of the smallest numbers; in strata, those of each stratum
 *   systematic  the frame in order of case, a stratum of F cases for n picks: the cases at (start + i F) / n, rounded
 *               down, i = 0 … n - 1, counted from 0; start is the first 15 hex digits of SHA-256 of
 * "SEED:start:STRATUM" modulo F. Every case has the same chance n / F.
 *
 * The reserve are those of the smallest numbers that were not picked, shared out over the strata as the picks are. */
#ifndef SCORECARD_STAGES_SAMPLE_SAMPLE_H
#define SCORECARD_STAGES_SAMPLE_SAMPLE_H

#include "pipeline/lib/hash.h"

#include <glib.h>
#include <stdbool.h>

#define SAMPLE_GENERATOR "SHA-256 (FIPS 180-4) of SEED:CASE, smallest first (Rivest, Consistent Sampling, 2018)"
#define SAMPLE_WHOLE "all" /* the one stratum of a frame without strata */

struct sample_unit { /* a case of the frame */
    const char *case_id;
    const char *category; /* its stratum */
};

struct sample_plan {
    const char *seed;
    guint size, reserve;
    bool is_systematic; /* else simple */
    bool is_equal;      /* as many from each stratum; else in proportion to their cases */
};

struct sample_stratum {
    const char *category;
    guint size, picks, reserve;
};

struct sample {
    guint frame_size;
    char frame_sha256[HASH_TEXT_SIZE]; /* of the case ids in byte order, a line feed after each */
    GArray *strata;                    /* struct sample_stratum, in byte order of category */
    GArray *picks, *reserve;           /* struct sample_unit in the order drawn: by number; systematic picks by frame */
    GStringChunk *texts;
};

/* `units` (struct sample_unit, each case once, in any order) is left in order of case. A size above the frame's draws
 * them all. */
struct sample *sample_draw(GArray *units, const struct sample_plan *plan);
/* SHA-256 of a frame, which is left in order of case. */
void sample_hash_frame(GArray *units, char text[static HASH_TEXT_SIZE]);
struct sample *sample_new(void);
void sample_free(struct sample *sample);
/* Copies of the texts are added. */
void sample_add_stratum(struct sample *sample, const struct sample_stratum *stratum);
void sample_add_unit(struct sample *sample, GArray *list, const struct sample_unit *unit);

/* Shares `total`, at most the sum of the sizes, over strata. In proportion: largest remainder, ties by order, so each
 * share differs by less than 1 from total * size / sum. Equal: as many each as far as its cases go, the rest of the
 * shares going round again, what is left over by order. */
void sample_allocate(const guint *sizes, guint n, guint total, bool is_equal, guint *shares);

#endif
