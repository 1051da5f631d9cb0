/* What the search for a cheap move works with: the relations that are open, the prices of series, the steps to go on
 * from. */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_SEARCH_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_SEARCH_H

#include "stages/disclose/disclose_move.h"

#define MOST_OPEN 160

/* Where a relation's terms add up to 1, and to -1. */
struct balance {
    guint relation;
    point_set more, less;
};

/* A move in the making and the relations that do not hold with it. */
struct draft {
    struct move move;
    guint n_open;
    struct balance open[MOST_OPEN];
};

/* Adds a member. False when there is no room, or a relation would be off by 2. */
bool draft_join(struct draft *draft, const struct model *model, struct member member);
/* How many more relations are open with the member than without. */
int draft_opens(const struct draft *draft, const struct model *model, struct member member);
/* The open relation of the fewest terms. */
const struct balance *draft_pick(const struct draft *draft, const struct model *model);
bool draft_is_open(const struct draft *draft, guint relation);
/* A number that tells the open relations and where they are open from others. */
guint64 draft_key(const struct draft *draft);

/* What series cost on sets of points, kept for the sets that were asked for last. */
struct prices;
struct prices *prices_new(const struct model *model);
void prices_free(struct prices *prices);
/* Forgets all: something has been hidden. */
void prices_forget(struct prices *prices);
/* -1: a total would fall. */
gint64 prices_member(struct prices *prices, struct member member);

/* A member added to the members of the step before it. */
struct step {
    guint before; /* NONE: the first */
    struct member member;
    gint64 price, rank; /* of all members so far; with what they may lead to */
};

/* The steps of one search. */
struct frontier;
struct frontier *frontier_new(void);
void frontier_free(struct frontier *frontier);
void frontier_clear(struct frontier *frontier);
void frontier_add(struct frontier *frontier, const struct step *step);
/* The step of the lowest rank that was not taken yet; NONE when there is none. */
guint frontier_take(struct frontier *frontier);
const struct step *frontier_step(const struct frontier *frontier, guint index);
/* False when a step with this key was seen before. */
bool frontier_is_new(struct frontier *frontier, guint64 key);

struct search {
    const struct model *model;
    struct prices *prices;
    struct frontier *frontier;
    gint64 limit; /* what a move may cost */
    guint most_steps;
    struct draft draft; /* of the step that is looked at; in the end, the move */
};

/* Looks for a move that begins with the member: draft.move, and its price. -1 when none was found. */
gint64 search_from(struct search *search, struct member member);

#endif
