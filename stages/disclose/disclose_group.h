/* Groups: categories of a split that a page adds up to one number. Each of them may be hidden and safe, and their sum
 * still be small and told by the rest: 54 requests, 44 of settings, 9 of parents, so 1 of professionals. */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_GROUP_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_GROUP_H

#include "stages/disclose/disclose_model.h"

#include <glib.h>

/* Where a group (struct figure_group) comes to less than the threshold, and all that it is a part of is shown, hides
 * the smallest category beside it that is no total of another measure, if one is not, whose own safety then keeps the
 * group's. For counts, before anything is secured. */
void hide_beside_groups(struct model *model, const GArray *groups, gint64 threshold);

#endif
