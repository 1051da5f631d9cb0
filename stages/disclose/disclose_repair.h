/* What is done where the audit finds a hidden number that can be worked out although the search (disclose_secure.h)
 * proved it safe: the search knows less of the equations between figures than the audit does. */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_REPAIR_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_REPAIR_H

#include "stages/disclose/audit.h"
#include "stages/disclose/disclose.h"

/* Audits, and while something is found shows what everybody can work out anyway and may be shown, hides more around
 * what may not, and audits again. What can be worked out whatever is hidden of this edition is given up, and counted in
 * `disclosure`. FAULT, with the name of a figure, when that comes to no end. */
bool disclose_repair(const struct audited *audited, struct disclosure *disclosure, GError **error);

#endif
