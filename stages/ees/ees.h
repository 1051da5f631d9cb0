/* Figures as DfE's open data standard for Explore Education Statistics wants them (analysts' guide, "Open Data
 * Standards"): one tidy file a kind of period and beside it the metadata of its columns.
 *
 * Left out is what the standard has no place for: twelve months that are no calendar year, unfinished months, days that
 * end no month, censuses before another of the same term, two-way splits, and schools, which want files of their own
 * with their codes. Every row has every indicator: c suppressed, x not available, z not applicable, low rounds to zero.
 */
#ifndef SCORECARD_STAGES_EES_EES_H
#define SCORECARD_STAGES_EES_EES_H

#include "stages/count/figures.h"
#include "stages/judge/standing.h"
#include "stages/measure/measure.h"

#include <glib.h>

/* The local authority that all rows are of. */
struct ees_area {
    const char *region_code, *region_name, *old_la_code, *new_la_code, *la_name;
};

struct ees_source {
    const struct figures *figures;
    const struct measures *measures;
    const struct standing *standing; /* labels of categories */
    struct ees_area area;
};

struct ees_file {
    const char *name; /* "send_figures_by_month": of both files, without suffix */
    GString *data, *meta;
};

/* Files that have a row (struct ees_file *). The caller unrefs. */
GPtrArray *ees_make(const struct ees_source *source);

#endif
