/* The search for a move that costs nothing: all members move on one set, which grows by what each member ties together.
 */
#include "stages/disclose/disclose_move.h"

#define MOST_TRIES 60
#define MOST_TRIES_UNTOLD 1000 /* where there is nothing else left to try */
#define MOST_OPEN 160

struct balance { /* of a relation that does not hold yet */
    guint relation;
    gint64 sum;
};

struct search {
    struct model *model;
    struct move *move;
    point_set set, banned; /* where the members move; where they must not */
    bool is_bound_by_told; /* by what earlier editions told alone, not by all that is shown */
    guint tries, n_open;
    struct balance open[MOST_OPEN];
};

static bool add_balance(struct search *search, guint relation, gint64 amount)
{
    for (guint i = 0; i < search->n_open; i++) {
        if (search->open[i].relation != relation)
            continue;
        search->open[i].sum += amount;
        if (search->open[i].sum == 0)
            search->open[i] = search->open[--search->n_open];
        return true;
    }
    if (search->n_open == MOST_OPEN)
        return false;
    search->open[search->n_open++] = (struct balance){relation, amount};
    return true;
}

static bool add_balances(struct search *search, struct member member, int times)
{
    const struct series *series = model_series(search->model, member.series);
    const struct use *uses = model_uses(search->model, series);
    for (guint i = 0; i < series->n_uses; i++)
        if (!add_balance(search, uses[i].relation, uses[i].weight * member.sign * times))
            return false;
    return true;
}

static bool join(struct search *search, struct member member)
{
    struct move *move = search->move;
    if (move->n_members == MOST_MEMBERS ||
        search->n_open + model_series(search->model, member.series)->n_uses > MOST_OPEN)
        return false;
    move->members[move->n_members++] = member;
    return add_balances(search, member, 1);
}

static void leave(struct search *search)
{
    add_balances(search, search->move->members[--search->move->n_members], -1);
}

/* The open relation with the fewest terms. */
static struct balance pick(const struct search *search)
{
    const struct balance *picked = &search->open[0];
    for (guint i = 1; i < search->n_open; i++)
        if (model_relation(search->model, search->open[i].relation)->n_terms <
            model_relation(search->model, picked->relation)->n_terms)
            picked = &search->open[i];
    return *picked;
}

/* The spans of a series that must not change. */
static point_set bound_spans(const struct search *search, const struct series *series)
{
    if (series->line == NONE || series->part == PART_REST)
        return 0;
    const struct line *line = model_line(search->model, series->line);
    return search->is_bound_by_told ? line->told[series->part] : line->shown[series->part];
}

/* Ends of spans that must not change move together. */
static point_set join_spans(const struct search *search, const struct series *series, point_set set)
{
    const struct model *model = search->model;
    const point_set bound = bound_spans(search, series);
    if (bound == 0)
        return set;
    for (point_set broken = model_changing(model, model_line(model, series->line), set) & bound; broken != 0;
         broken &= broken - 1) {
        const struct line *line = model_line(model, series->line);
        const struct span *span = model_span(model, line->first_span + set_first(broken));
        set |= point_bit(span->from) | point_bit(span->to);
    }
    return set;
}

/* The set with all that must be in it for the member's sake; the ground in it says that it cannot be. */
static point_set grow(const struct search *search, const struct member *member, point_set set)
{
    const struct series *series = model_series(search->model, member->series);
    set = join_spans(search, series, set);
    if (series->is_state)
        return move_can_be(series, member->sign, set) ? set : set | point_bit(GROUND);
    return move_allowed(series, member->sign, set);
}

static bool settle(struct search *search)
{
    for (point_set before = 0; before != search->set;) {
        before = search->set;
        for (guint i = 0; i < search->move->n_members; i++)
            search->set = grow(search, &search->move->members[i], search->set);
        if ((search->set & search->banned) != 0)
            return false;
    }
    return true;
}

/* A series of which nothing may change cannot move. */
static bool can_move(const struct search *search, guint series)
{
    const struct series *s = model_series(search->model, series);
    if (s->line == NONE || s->part == PART_REST)
        return true;
    const struct line *line = model_line(search->model, s->line);
    return bound_spans(search, s) != point_bit(line->n_spans) - 1; /* 128 spans: 0 - 1, all of them */
}

static gint64 sum_of(const struct search *search, guint relation)
{
    for (guint i = 0; i < search->n_open; i++)
        if (search->open[i].relation == relation)
            return search->open[i].sum;
    return 0;
}

/* How many more relations do not hold with the member than without: those it opens less those it closes. */
static int opens(const struct search *search, struct member member)
{
    const struct series *series = model_series(search->model, member.series);
    const struct use *uses = model_uses(search->model, series);
    int n = 0;
    for (guint i = 0; i < series->n_uses; i++) {
        const gint64 sum = sum_of(search, uses[i].relation);
        n += sum == 0;
        n -= sum != 0 && sum + uses[i].weight * member.sign == 0;
    }
    return n;
}

static bool extend(struct search *search);

static bool try_member(struct search *search, struct member member)
{
    const point_set before = search->set;
    if (search->tries == 0 || !join(search, member))
        return false;
    search->tries--;
    if (settle(search) && extend(search))
        return true;
    search->set = before;
    leave(search);
    return false;
}

/* Terms that would open so many relations more than they close, from the one that served last. */
static bool try_terms(struct search *search, struct balance balance, int least, int most)
{
    struct relation *relation = model_relation(search->model, balance.relation);
    const guint start = relation->favourite;
    for (guint i = 0; i < relation->n_terms && search->tries > 0; i++) {
        const guint at = (start + i) % relation->n_terms;
        const struct term *term = model_term(search->model, relation->first_term + at);
        const int sign = (term->coefficient > 0) == (balance.sum > 0) ? -1 : 1;
        const struct member member = {.series = term->series, .sign = sign};
        if (move_has(search->move, term->series) || !can_move(search, term->series))
            continue;
        const int n = opens(search, member);
        if (n < least || n > most || !try_member(search, member))
            continue;
        relation->favourite = at;
        return true;
    }
    return false;
}

static bool extend(struct search *search)
{
    if (search->n_open == 0)
        return true;
    const struct balance balance = pick(search);
    return try_terms(search, balance, G_MININT, -1) || try_terms(search, balance, 0, 0) ||
           try_terms(search, balance, 1, G_MAXINT);
}

/* On a set with one end of the span in it and not the other. */
static bool find_on(struct search *search, guint series, int sign, guint in, guint out)
{
    search->set = point_bit(in);
    search->banned = point_bit(GROUND) | point_bit(out);
    search->move->n_members = search->n_open = 0;
    if (in == GROUND || !try_member(search, (struct member){.series = series, .sign = sign}))
        return false;
    for (guint i = 0; i < search->move->n_members; i++)
        search->move->members[i].set = search->set;
    return true;
}

bool move_find_free(struct model *model, guint series, const struct span *span, struct move *move)
{
    for (int sign = 1; sign >= -1; sign -= 2) {
        struct search search = {.model = model, .move = move, .tries = MOST_TRIES};
        if (find_on(&search, series, sign, span->to, span->from))
            return true;
    }
    return false;
}

bool move_find_untold(struct model *model, guint series, const struct span *span, struct move *move)
{
    const guint ends[][2] = {{span->to, span->from}, {span->from, span->to}};
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
        for (int sign = 1; sign >= -1; sign -= 2) {
            struct search search = {.model = model, .move = move, .tries = MOST_TRIES_UNTOLD, .is_bound_by_told = true};
            if (find_on(&search, series, sign, ends[i][0], ends[i][1]))
                return move_cut(model, move, ends[i][0], ends[i][1]) >= 0;
        }
    return false;
}
