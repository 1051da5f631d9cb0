/* The cheapest set of points on which all members of a move can move: a minimum cut. */
#include "stages/disclose/disclose_move.h"

/* A flow network over the points: cutting an arc costs its capacity. */
struct network {
    guint n;
    point_set open[MOST_POINTS];  /* arcs with something left */
    point_set named[MOST_POINTS]; /* arcs that there are: nothing is left of others, whatever `left` holds */
    gint64 *left;                 /* n × n */
};

static gint64 *left_of(const struct network *network, guint from, guint to)
{
    return &network->left[from * network->n + to];
}

static void add_arc(struct network *network, guint from, guint to, gint64 capacity)
{
    gint64 *left = left_of(network, from, to);
    *left = MIN((set_has(network->named[from], to) ? *left : 0) + capacity, NEVER);
    network->named[from] |= point_bit(to);
    network->open[from] |= point_bit(to);
}

/* What cannot be without something falling. */
static void forbid(struct network *network, const struct series *series, int sign)
{
    for (point_set empty = series->empty; empty != 0; empty &= empty - 1) {
        const guint point = set_first(empty);
        if (series->is_state && sign < 0)
            add_arc(network, point, GROUND, NEVER);
        else if (!series->is_state)
            add_arc(network, sign > 0 ? point : point + 1, sign > 0 ? point + 1 : point, NEVER);
    }
    for (point_set tied = series->tied; tied != 0; tied &= tied - 1) {
        const guint point = set_first(tied);
        add_arc(network, point, point + 1, NEVER);
        add_arc(network, point + 1, point, NEVER);
    }
}

static void add_arcs(const struct model *model, struct network *network, const struct member *member)
{
    const struct series *series = model_series(model, member->series);
    forbid(network, series, member->sign);
    if (series->line == NONE)
        return;
    const struct line *line = model_line(model, series->line);
    for (point_set shown = line->shown[series->part]; shown != 0; shown &= shown - 1) {
        const struct span *span = model_span(model, line->first_span + set_first(shown));
        add_arc(network, span->from, span->to, move_span_price(span, series->part));
        add_arc(network, span->to, span->from, move_span_price(span, series->part));
    }
}

/* The points that flow still reaches from `in`, each with the point it was reached from. */
static point_set reach(const struct network *network, guint in, point_set out, guint8 *before)
{
    guint8 queue[MOST_POINTS];
    guint n = 0;
    point_set seen = point_bit(in);
    queue[n++] = (guint8)in;
    for (guint i = 0; i < n && (seen & out) == 0; i++)
        for (point_set next = network->open[queue[i]] & ~seen; next != 0; next &= next - 1) {
            const guint point = set_first(next);
            before[point] = queue[i];
            queue[n++] = (guint8)point;
            seen |= point_bit(point);
        }
    return seen;
}

static gint64 push(struct network *network, guint in, guint out, const guint8 *before)
{
    gint64 amount = NEVER;
    for (guint point = out; point != in; point = before[point])
        amount = MIN(amount, *left_of(network, before[point], point));
    for (guint point = out; point != in; point = before[point]) {
        const guint from = before[point];
        *left_of(network, from, point) -= amount;
        if (*left_of(network, from, point) == 0)
            network->open[from] &= ~point_bit(point);
        add_arc(network, point, from, amount);
    }
    return amount;
}

gint64 move_cut(const struct model *model, struct move *move, guint in, guint out)
{
    struct network network = {.n = model->n_points, .left = g_new0(gint64, model->n_points * model->n_points)};
    const point_set sinks = point_bit(out) | point_bit(GROUND);
    for (guint i = 0; i < move->n_members; i++)
        add_arcs(model, &network, &move->members[i]);
    guint8 before[MOST_POINTS] = {0};
    gint64 cost = 0;
    point_set seen = reach(&network, in, sinks, before);
    while ((seen & sinks) != 0 && cost < NEVER) {
        cost += push(&network, in, set_has(seen, out) ? out : GROUND, before);
        seen = reach(&network, in, sinks, before);
    }
    g_free(network.left);
    for (guint i = 0; i < move->n_members; i++)
        move->members[i].set = seen;
    return cost < NEVER ? cost : -1;
}
