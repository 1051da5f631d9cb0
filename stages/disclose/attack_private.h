/* What the two halves of an attack share: attack.c narrows, attack_eliminate.c eliminates. */
#ifndef SCORECARD_STAGES_DISCLOSE_ATTACK_PRIVATE_H
#define SCORECARD_STAGES_DISCLOSE_ATTACK_PRIVATE_H

#include "stages/disclose/attack.h"

#define UNLIMITED (G_MAXINT64 / 4)

struct range { /* both included */
    gint64 low, high;
};

struct equation {
    guint first_term, n_terms;
};

struct attack {
    GArray *ranges;    /* struct range, one a number */
    GArray *equations; /* struct equation */
    GArray *terms;     /* struct attack_term */
    guint n_common;    /* of a branch: numbers that it began with */
    bool *is_determined;
};

static inline struct range *attack_range(const struct attack *attack, guint number)
{
    return &g_array_index(attack->ranges, struct range, number);
}

static inline bool attack_is_unknown(const struct attack *attack, guint number)
{
    const struct range *range = attack_range(attack, number);
    return range->low != range->high;
}

static inline const struct attack_term *attack_terms(const struct attack *attack, const struct equation *equation)
{
    return &g_array_index(attack->terms, struct attack_term, equation->first_term);
}

/* Which numbers the equations alone determine, whatever is below 0; the caller frees. */
bool *attack_eliminate(const struct attack *attack);

#endif
