/* What earlier editions told (past.h), as the model knows it: told numbers are shown whatever is hidden, hidden ones
 * need a proof as this edition's do, and what the editions give away by themselves needs none. */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_PAST_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_PAST_H

#include "stages/disclose/disclose_model.h"

/* Marks spans, and the figures they stand for. Before anything else is hidden. DATA when most of what the editions told
 * is another number today. */
bool take_past(struct model *model, const struct past *past, struct disclosure *disclosure, GError **error);
/* Audits what the editions told without this one, and marks what can be worked out. */
void take_given(struct model *model, const struct disclosure_rules *rules, struct disclosure *disclosure);
/* Hides what is small for its own sake where editions told it: it was told when the threshold was lower. */
void hide_told(struct figures *figures, gint64 threshold);

#endif
