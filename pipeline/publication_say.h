/* What a run says of its edition on standard error, that nobody should overlook before giving it away. */
#ifndef SCORECARD_PIPELINE_PUBLICATION_SAY_H
#define SCORECARD_PIPELINE_PUBLICATION_SAY_H

#include "pipeline/definitions.h"
#include "stages/count/figures.h"

void publication_say_authority(const struct context *context);
/* Both: false on a database fault alone. */
bool publication_say_nothing_loaded(const struct context *context, GError **error);
bool publication_say_other_authority(const struct context *context, GError **error);
void publication_say_contact(const struct context *context);
void publication_say_previous_board(const struct context *context, const struct calendar *calendar);
/* The measures whose latest figure publications hide. */
void publication_say_hidden(const struct context *context, const struct definitions *definitions,
                            const struct figures *figures);

#endif
