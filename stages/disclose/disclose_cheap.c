/* The search for a move that changes as little as can be of what is published. It goes from the span's series to series
 * that make the relations hold again, the cheapest first; each moves on all the points where a relation does not hold,
 * or on some that lie together. */
#include "stages/disclose/disclose_search.h"

#define OPEN_PRICE 12       /* what an open relation may yet cost */
#define FEW_TERMS 3         /* of a relation that is looked at ahead, and closed by one series alone */
#define BREADTH 12          /* series tried for a relation */
#define FEW_STEPS 60        /* of a search that others follow */
#define MOST_STEPS 4000     /* where nothing was found in few */
#define MOST_TRIED 24       /* sets that a move may begin on */
#define MOST_TRIED_PAST 160 /* the same where earlier editions have told numbers, which leave few */
#define ENOUGH 30           /* a move this cheap is not bettered: two small numbers */

struct search {
    const struct model *model;
    struct prices *prices;
    struct frontier *frontier;
    const struct span *span;
    gint64 limit; /* what a move may cost */
    guint most_steps;
    struct draft draft;                   /* of the step that is looked at */
    struct member tried[MOST_TRIED_PAST]; /* what was begun with */
    guint n_tried, most_tried;
    struct move *best;
    gint64 best_price; /* -1: nothing found */
};

struct finder {
    struct prices *prices;
    struct frontier *frontier;
    struct search search; /* large, and used again */
};

struct finder *finder_new(struct model *model)
{
    struct finder *finder = g_new0(struct finder, 1);
    finder->prices = prices_new(model);
    finder->frontier = frontier_new();
    finder->search.model = model;
    finder->search.prices = finder->prices;
    finder->search.frontier = finder->frontier;
    return finder;
}

void finder_free(struct finder *finder)
{
    prices_free(finder->prices);
    frontier_free(finder->frontier);
    g_free(finder);
}

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
    return price > search->limit || (search->best_price >= 0 && price >= search->best_price);
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
    struct candidate candidates[BREADTH];
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

static bool has_one_set(const struct move *move)
{
    for (guint i = 1; i < move->n_members; i++)
        if (move->members[i].set != move->members[0].set)
            return false;
    return true;
}

static bool is_tried_enough(const struct search *search)
{
    return (search->best_price >= 0 && search->best_price <= ENOUGH) || search->n_tried == search->most_tried;
}

static bool is_worth_trying(struct search *search, struct member member)
{
    const struct span *span = search->span;
    if (set_has(member.set, span->to) == set_has(member.set, span->from) || set_has(member.set, GROUND) ||
        is_tried_enough(search))
        return false;
    for (guint i = 0; i < search->n_tried; i++)
        if (search->tried[i].set == member.set && search->tried[i].sign == member.sign)
            return false;
    search->tried[search->n_tried++] = member;
    return true;
}

/* The best move that begins with the member; if all of it moves on one set, on the cheapest there is for its members.
 */
static void try_member(struct search *search, struct member member)
{
    const gint64 own = prices_member(search->prices, member);
    if (own < 0 || !is_worth_trying(search, member))
        return;
    frontier_clear(search->frontier);
    search->draft.move.n_members = search->draft.n_open = 0;
    add_step(search, NONE, member, own);
    gint64 price = search_steps(search);
    if (price >= 0 && has_one_set(&search->draft.move) && set_has(member.set, search->span->to))
        price = move_cut(search->model, &search->draft.move, search->span->to, search->span->from);
    if (price < 0 || is_too_dear(search, price))
        return;
    *search->best = search->draft.move;
    search->best_price = price;
}

/* The cheapest set for the series itself, moving alone or with another part of its line: more who did, fewer who did
 * not. */
static void try_cuts(struct search *search, guint series, int sign)
{
    const struct series *s = model_series(search->model, series);
    const guint *parts = model_line(search->model, s->line)->series;
    for (guint part = 0; part < N_PARTS; part++) {
        struct move move = {.n_members = 1, .members = {{series, sign, 0}}};
        const bool is_opposite = part != PART_DENOMINATOR && s->part != PART_DENOMINATOR;
        if (parts[part] == NONE || is_tried_enough(search))
            continue;
        if (parts[part] != series)
            move.members[move.n_members++] = (struct member){parts[part], is_opposite ? -sign : sign, 0};
        if (move_cut(search->model, &move, search->span->to, search->span->from) >= 0)
            try_member(search, move.members[0]);
    }
}

static point_set all_from(const struct model *model, guint point)
{
    const point_set last = point_bit(model->n_points - 1);
    return (last | (last - 1)) & ~(point_bit(point) - 1);
}

/* `end` excluded. */
static point_set points_between(const struct model *model, guint first, guint end)
{
    return all_from(model, first) & ~(end == model->n_points ? 0 : all_from(model, end));
}

static void try_set(struct search *search, guint series, int sign, point_set set)
{
    try_member(search, (struct member){series, sign, move_allowed(model_series(search->model, series), sign, set)});
}

/* A few sets to begin with: what is cheapest for the line, the span's end alone, and all from there on. A day's number
 * need not change what follows, but what began or ended before it does. */
static void try_sets(struct search *search, guint series, int sign)
{
    try_cuts(search, series, sign);
    try_set(search, series, sign, point_bit(search->span->to));
    if (!model_series(search->model, series)->is_state || search->best_price < 0)
        try_set(search, series, sign, all_from(search->model, search->span->to));
}

/* A case more, or one less, in each stretch of the span in turn: where the others have one to give or to take. */
static void try_stretches(struct search *search, guint series, int sign)
{
    for (guint point = search->span->from + 1u; point < search->span->to; point++)
        try_set(search, series, sign, all_from(search->model, point));
}

/* A case that is moved in time, into the span or out of it, whatever lies between: nothing shorter may leave alone what
 * earlier editions told. */
static void try_intervals(struct search *search, guint series, int sign)
{
    const guint n = search->model->n_points;
    for (guint length = 1; length < n; length++)
        for (guint first = GROUND + 1; first + length <= n && search->best_price < 0; first++)
            try_set(search, series, sign, points_between(search->model, first, first + length));
}

static void try_all(struct search *search, guint series)
{
    const bool is_state = model_series(search->model, series)->is_state;
    search->n_tried = 0;
    search->most_tried = MOST_TRIED;
    for (int sign = 1; sign >= -1; sign -= 2)
        try_sets(search, series, sign);
    for (int sign = 1; sign >= -1 && search->best_price < 0 && !is_state; sign -= 2)
        try_stretches(search, series, sign);
    search->most_tried = MOST_TRIED_PAST;
    for (int sign = 1; sign >= -1 && search->best_price < 0 && !is_state && search->model->has_past; sign -= 2)
        try_intervals(search, series, sign);
}

bool finder_cheap(struct finder *finder, guint series, const struct span *span, gint64 limit, struct move *move)
{
    struct search *search = &finder->search;
    search->span = span;
    search->limit = limit;
    search->most_steps = FEW_STEPS;
    search->best = move;
    search->best_price = -1;
    prices_forget(search->prices);
    try_all(search, series);
    search->most_steps = MOST_STEPS;
    if (search->best_price < 0 && limit == G_MAXINT64)
        try_all(search, series);
    return search->best_price >= 0;
}
