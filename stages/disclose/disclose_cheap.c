/* The search for a move that begins with one member and changes as little as can be of what is published. It goes from
 * the member's series to series that make the relations hold again, the cheapest first; each moves on all the points
 * where a relation does not hold, or on some that lie together. */
#include "stages/disclose/disclose_search.h"

#define OPEN_PRICE 12 /* what an open relation may yet cost */
#define FEW_TERMS 3   /* of a relation that is looked at ahead, and closed by one series alone */
#define BREADTH 12    /* series tried for a relation */

/* The least that closing a relation of few terms by another term would cost; -1 when none can. */
static gint64 price_closing(struct search *search, const struct relation *relation, struct member member, gint64 weight)
{
    gint64 least = -1;
    for (guint i = 0; i < relation->n_terms; i++) {
        const struct term *term = model_term(search->model, relation->first_term + i);
        if (term->series == member.series || move_has(&search->draft.move, term->series))
            continue;
        const int sign = (term->coefficient > 0) == (weight * member.sign > 0) ? -1 : 1;
        const gint64 price = prices_member(search->prices, (struct member){term->series, sign, member.set});
        least = least < 0 || (price >= 0 && price < least) ? price : least;
    }
    return least;
}

/* What a member leads to at once: a numerator to its rest. -1 when that cannot be. */
static gint64 price_next(struct search *search, struct member member)
{
    const struct series *series = model_series(search->model, member.series);
    const struct use *uses = model_uses(search->model, series);
    gint64 sum = 0;
    for (guint i = 0; i < series->n_uses; i++) {
        const struct relation *relation = model_relation(search->model, uses[i].relation);
        if (relation->n_terms > FEW_TERMS || relation->has_slack || draft_is_open(&search->draft, uses[i].relation))
            continue;
        const gint64 price = price_closing(search, relation, member, uses[i].weight);
        if (price < 0)
            return -1;
        sum += price;
    }
    return sum;
}

/* The members of a step and those before it. */
static bool restore(struct search *search, guint index)
{
    bool is_good = true;
    search->draft.move.n_members = search->draft.n_open = 0;
    for (guint i = index; is_good && i != NONE; i = frontier_step(search->frontier, i)->before)
        is_good = draft_join(&search->draft, search->model, frontier_step(search->frontier, i)->member);
    return is_good;
}

static bool is_too_dear(const struct search *search, gint64 price)
{
    return price > search->limit;
}

static void add_step(struct search *search, guint before, struct member member, gint64 price)
{
    struct step step = {.before = before, .member = member};
    step.price = price + (before == NONE ? 0 : frontier_step(search->frontier, before)->price);
    const gint64 next = is_too_dear(search, step.price) ? -1 : price_next(search, member);
    if (next < 0)
        return;
    const int n_open = (int)search->draft.n_open + draft_opens(&search->draft, search->model, member);
    step.rank = step.price + next + OPEN_PRICE * n_open + search->draft.move.n_members;
    frontier_add(search->frontier, &step);
}

struct candidate {
    struct member member;
    gint64 price;
};

/* Keeps the cheapest, in order of price. */
static void insert_candidate(struct candidate *candidates, guint *n, struct candidate candidate)
{
    if (*n == BREADTH && candidates[BREADTH - 1].price <= candidate.price)
        return;
    guint at = *n < BREADTH ? (*n)++ : BREADTH - 1;
    for (; at > 0 && candidates[at - 1].price > candidate.price; at--)
        candidates[at] = candidates[at - 1];
    candidates[at] = candidate;
}

/* Steps that make a relation hold on a set where its terms add up to 1 (is_more) or -1. */
static void close_relation(struct search *search, guint from, const struct relation *relation, bool is_more,
                           point_set set)
{
    const gint64 so_far = frontier_step(search->frontier, from)->price;
    struct candidate candidates[BREADTH] = {0};
    guint n = 0;
    for (guint i = 0; i < relation->n_terms; i++) {
        const struct term *term = model_term(search->model, relation->first_term + i);
        const int sign = (term->coefficient > 0) == is_more ? -1 : 1;
        struct candidate candidate = {.member = {term->series, sign, set}};
        if (move_has(&search->draft.move, term->series))
            continue;
        candidate.price = prices_member(search->prices, candidate.member);
        if (candidate.price >= 0 && !is_too_dear(search, so_far + candidate.price))
            insert_candidate(candidates, &n, candidate);
    }
    for (guint i = 0; i < n; i++)
        add_step(search, from, candidates[i].member, candidates[i].price);
}

/* The points of a set from the first to where there is a gap. */
static point_set first_run(point_set set)
{
    const point_set first = set & (~set + 1);
    return set & ~(set + first);
}

static void go_on(struct search *search, guint from)
{
    const struct balance balance = *draft_pick(&search->draft, search->model);
    const struct relation *relation = model_relation(search->model, balance.relation);
    const bool is_more = balance.more != 0;
    const point_set whole = is_more ? balance.more : balance.less, run = first_run(whole);
    close_relation(search, from, relation, is_more, whole);
    if (run != whole && relation->n_terms > FEW_TERMS)
        close_relation(search, from, relation, is_more, run);
}

/* From the step that looks best, until one leaves no relation open: its price, or -1. Steps that leave the same open
 * lead to the same, so only the first of them goes on. */
static gint64 search_steps(struct search *search)
{
    for (guint n = 0; n < search->most_steps; n++) {
        const guint index = frontier_take(search->frontier);
        if (index == NONE)
            break;
        if (!restore(search, index) || !frontier_is_new(search->frontier, draft_key(&search->draft)))
            continue;
        if (search->draft.n_open == 0)
            return frontier_step(search->frontier, index)->price;
        go_on(search, index);
    }
    return -1;
}

gint64 search_from(struct search *search, struct member member)
{
    frontier_clear(search->frontier);
    search->draft.move.n_members = search->draft.n_open = 0;
    add_step(search, NONE, member, prices_member(search->prices, member));
    return search_steps(search);
}
