/* Moves: other values that the numbers could have. Each member of a move adds 1 to the total of a series, or takes 1
 * from it, on a set of points, so that every relation still holds, nothing falls below 0 and every published number
 * stays what it is. A span that a move changes is safe: its number is not the same in every solution. */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_MOVE_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_MOVE_H

#include "stages/disclose/disclose_model.h"

#define MOST_MEMBERS 160
#define NEVER (G_MAXINT64 / 1024) /* the price of what cannot be hidden; 128 of them can be added up */

struct member {
    guint series;
    int sign; /* 1, -1: what is added to its total on the set */
    point_set set;
};

struct move {
    guint n_members;
    struct member members[MOST_MEMBERS];
};

/* A move that changes the span of the series and no number that is published. False when none was found. */
bool move_find_free(struct model *model, guint series, const struct span *span, struct move *move);

/* The same for numbers that earlier editions told: what else it changes is to be hidden, the cheapest of it on the set
 * that the members move on. */
bool move_find_untold(struct model *model, guint series, const struct span *span, struct move *move);

/* Finds moves that hide something. Keeps what one search can leave to the next. */
struct finder;
struct finder *finder_new(struct model *model);
void finder_free(struct finder *finder);
/* A move that changes the span, and of those found the one that changes the least of what is published; at most
 * `limit`. */
bool finder_cheap(struct finder *finder, guint series, const struct span *span, gint64 limit, struct move *move);

bool move_has(const struct move *move, guint series);
/* The published spans of a series that change on the set. */
point_set move_broken(const struct model *model, const struct series *series, point_set set);
/* The least set with `set` in it on which the series can move without a total falling; of a state, the set itself. */
point_set move_allowed(const struct series *series, int sign, point_set set);
/* Whether nothing falls when the series moves on just this set. */
bool move_can_be(const struct series *series, int sign, point_set set);
/* What a reader loses when the span's part is hidden: with a denominator its numerator goes too. NEVER for what earlier
 * editions told. */
gint64 move_span_price(const struct span *span, enum figure_part part);
/* Gives all members the set, with `in` and without `out`, on which they can move and hiding what changes costs least.
 * The result is that cost; -1 when there is no such set. */
gint64 move_cut(const struct model *model, struct move *move, guint in, guint out);

#endif
