/* --ees: the figures as DfE's open data standard would have them, ees/<name>.csv and ees/<name>.meta.csv. */
#ifndef SCORECARD_PIPELINE_OPEN_DATA_H
#define SCORECARD_PIPELINE_OPEN_DATA_H

#include "pipeline/context.h"
#include "pipeline/output.h"
#include "stages/ees/ees.h"

/* Whether the command line and the settings allow it: open data is published, so that small numbers stay hidden
 * (USAGE), and names the authority and its region with their codes (INVALID). True when --ees is not given. */
bool open_data_check(const struct context *context, GError **error);
/* Writes the files when --ees is given. */
bool open_data_write(const struct context *context, const struct measures *measures, const struct figures *figures,
                     const struct standing *standing, struct output *output, GError **error);

#endif
