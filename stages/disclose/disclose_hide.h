/* Hiding numbers of a model: for their own size, for a move, and as the last resort. */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_HIDE_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_HIDE_H

#include "stages/disclose/disclose_move.h"

static inline guint8 part_bit(enum figure_part part)
{
    return (guint8)(1u << part);
}

/* Hides a part of a span; with a denominator the numerator goes, since one without the other is of no use, and those
 * who did not go with those who did. What earlier editions told stays. */
void hide_part(const struct model *model, struct line *line, guint place, enum figure_part part);
/* Whether a part of a span is a number that may not be shown. */
bool hide_is_small(const struct model *model, const struct line *line, guint place, enum figure_part part,
                   gint64 threshold);
/* Lets nothing hide what identities say is told in other places too (identity.h), before anything is hidden. */
void hide_never_told(struct model *model, const GPtrArray *identities, gint64 threshold);
/* Hides what is too small to be shown for its own sake; how many figures that were. */
guint hide_primary(struct model *model, gint64 threshold);
/* Hides all that the move changes; the move proves it safe. */
void hide_move(struct model *model, const struct move *move);
/* Hides every figure that any relation ties to the series, however distantly, but for what figures of other things than
 * children tie to it. */
void hide_related(struct model *model, guint series);

#endif
