/* Finds a move that changes as little as can be of what is published: what it may begin on, and how long each beginning
 * is followed. */
#include "stages/disclose/disclose_search.h"

#define FEW_STEPS 60        /* of a search that others follow */
#define SOME_STEPS 300      /* where what was found in few is dear */
#define MOST_STEPS 4000     /* where nothing was found in few */
#define MOST_TRIED 24       /* sets that a move may begin on */
#define MOST_TRIED_MORE 160 /* the same where these leave none, or dear ones */
#define ENOUGH 30           /* a move this cheap is not bettered: two small numbers */
#define DEAR 1000           /* what hides a total, or a split of the board's own year */

struct finder {
    struct search search; /* large, and used again */
    const struct span *span;
    struct member tried[MOST_TRIED_MORE]; /* what was begun with */
    guint n_tried, most_tried;
    bool is_thorough; /* a dear move is to be bettered */
    struct move *best;
    gint64 best_price; /* -1: nothing found */
};

struct finder *finder_new(struct model *model)
{
    struct finder *finder = g_new0(struct finder, 1);
    finder->search.model = model;
    finder->search.prices = prices_new(model);
    finder->search.frontier = frontier_new();
    return finder;
}

void finder_free(struct finder *finder)
{
    prices_free(finder->search.prices);
    frontier_free(finder->search.frontier);
    g_free(finder);
}

static bool has_one_set(const struct move *move)
{
    for (guint i = 1; i < move->n_members; i++)
        if (move->members[i].set != move->members[0].set)
            return false;
    return true;
}

static bool is_tried_enough(const struct finder *finder)
{
    return (finder->best_price >= 0 && finder->best_price <= ENOUGH) || finder->n_tried == finder->most_tried;
}

/* Whether sets that are tried last need not be. */
static bool has_good(const struct finder *finder)
{
    return finder->best_price >= 0 && (!finder->is_thorough || finder->best_price < DEAR);
}

static bool is_worth_trying(struct finder *finder, struct member member)
{
    const struct span *span = finder->span;
    if (set_has(member.set, span->to) == set_has(member.set, span->from) || set_has(member.set, GROUND) ||
        is_tried_enough(finder))
        return false;
    for (guint i = 0; i < finder->n_tried; i++)
        if (finder->tried[i].set == member.set && finder->tried[i].sign == member.sign)
            return false;
    finder->tried[finder->n_tried++] = member;
    return true;
}

/* The best move that begins with the member; if all of it moves on one set, on the cheapest there is for its members.
 */
static void try_member(struct finder *finder, struct member member)
{
    struct search *search = &finder->search;
    if (prices_member(search->prices, member) < 0 || !is_worth_trying(finder, member))
        return;
    gint64 price = search_from(search, member);
    if (price >= 0 && has_one_set(&search->draft.move) && set_has(member.set, finder->span->to))
        price = move_cut(search->model, &search->draft.move, finder->span->to, finder->span->from);
    if (price < 0 || price > search->limit)
        return;
    *finder->best = search->draft.move;
    finder->best_price = price;
    search->limit = price - 1;
}

/* The cheapest set for the series itself, moving alone or with another part of its line: more who did, fewer who did
 * not. */
static void try_cuts(struct finder *finder, guint series, int sign)
{
    const struct series *s = model_series(finder->search.model, series);
    const guint *parts = model_line(finder->search.model, s->line)->series;
    for (guint part = 0; part < N_PARTS; part++) {
        struct move move = {.n_members = 1, .members = {{series, sign, 0}}};
        const bool is_opposite = part != PART_DENOMINATOR && s->part != PART_DENOMINATOR;
        if (parts[part] == NONE || is_tried_enough(finder))
            continue;
        if (parts[part] != series)
            move.members[move.n_members++] = (struct member){parts[part], is_opposite ? -sign : sign, 0};
        if (move_cut(finder->search.model, &move, finder->span->to, finder->span->from) >= 0)
            try_member(finder, move.members[0]);
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

static const struct series *series_of(const struct finder *finder, guint series)
{
    return model_series(finder->search.model, series);
}

static void try_set(struct finder *finder, guint series, int sign, point_set set)
{
    try_member(finder, (struct member){series, sign, move_allowed(series_of(finder, series), sign, set)});
}

/* A few sets to begin with: what is cheapest for the line, the span's end alone, and all from there on. A day's number
 * need not change what follows, but what began or ended before it does. */
static void try_sets(struct finder *finder, guint series, int sign)
{
    try_cuts(finder, series, sign);
    try_set(finder, series, sign, point_bit(finder->span->to));
    if (!series_of(finder, series)->is_state || !has_good(finder))
        try_set(finder, series, sign, all_from(finder->search.model, finder->span->to));
}

/* A case more, or one less, in each stretch of the span in turn: where the others have one to give or to take. */
static void try_stretches(struct finder *finder, guint series, int sign)
{
    for (guint point = finder->span->from + 1u; point < finder->span->to; point++)
        try_set(finder, series, sign, all_from(finder->search.model, point));
}

/* A case that is moved in time, into the span or out of it, whatever lies between: nothing shorter may leave alone what
 * earlier editions told, or totals. */
static void try_intervals(struct finder *finder, guint series, int sign)
{
    const guint n = finder->search.model->n_points;
    for (guint length = 1; length < n; length++)
        for (guint first = GROUND + 1; first + length <= n && !has_good(finder); first++)
            try_set(finder, series, sign, points_between(finder->search.model, first, first + length));
}

static void try_all(struct finder *finder, guint series, guint most_steps)
{
    const bool is_state = series_of(finder, series)->is_state;
    const bool has_intervals = !is_state && (finder->search.model->has_past || finder->is_thorough);
    finder->search.most_steps = most_steps;
    finder->n_tried = 0;
    finder->most_tried = MOST_TRIED;
    for (int sign = 1; sign >= -1; sign -= 2)
        try_sets(finder, series, sign);
    for (int sign = 1; sign >= -1 && !has_good(finder) && !is_state; sign -= 2)
        try_stretches(finder, series, sign);
    finder->most_tried = MOST_TRIED_MORE;
    for (int sign = 1; sign >= -1 && !has_good(finder) && has_intervals; sign -= 2)
        try_intervals(finder, series, sign);
}

bool finder_cheap(struct finder *finder, guint series, const struct span *span, gint64 limit, struct move *move)
{
    finder->span = span;
    finder->search.limit = limit;
    finder->best = move;
    finder->best_price = -1;
    finder->is_thorough = false;
    prices_forget(finder->search.prices);
    try_all(finder, series, FEW_STEPS);
    if (finder->best_price < 0 && limit == G_MAXINT64)
        try_all(finder, series, MOST_STEPS);
    finder->is_thorough = true;
    if (finder->best_price >= DEAR && limit == G_MAXINT64)
        try_all(finder, series, SOME_STEPS);
    return finder->best_price >= 0;
}
