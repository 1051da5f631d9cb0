#include "stages/disclose/disclose_move.h"

bool move_has(const struct move *move, guint series)
{
    for (guint i = 0; i < move->n_members; i++)
        if (move->members[i].series == series)
            return true;
    return false;
}

point_set move_broken(const struct model *model, const struct series *series, point_set set)
{
    if (series->line == NONE || series->part == PART_REST)
        return 0;
    const struct line *line = model_line(model, series->line);
    return model_changing(model, line, set) & line->shown[series->part];
}

/* Where a case would be taken from a stretch that has none, the stretch's other end moves too. */
point_set move_allowed(const struct series *series, int sign, point_set set)
{
    for (point_set before = 0; before != set && !series->is_state;) {
        before = set;
        set |= (set & series->tied) << 1 | (set >> 1 & series->tied);
        set |= sign > 0 ? (set & series->empty) << 1 : set >> 1 & series->empty;
    }
    return set;
}

bool move_can_be(const struct series *series, int sign, point_set set)
{
    if (series->is_state)
        return sign > 0 || (set & series->empty) == 0;
    const point_set next = set >> 1;
    const point_set falls = sign > 0 ? set & ~next : ~set & next;
    return ((set ^ next) & series->tied) == 0 && (falls & series->empty) == 0;
}

gint64 move_span_price(const struct span *span, enum figure_part part)
{
    if ((span->told >> part & 1) != 0)
        return NEVER;
    const bool takes_both = part == PART_DENOMINATOR && ((span->hidden | span->told) >> PART_NUMERATOR & 1) == 0;
    return takes_both ? 2 * (gint64)span->cost : span->cost;
}
