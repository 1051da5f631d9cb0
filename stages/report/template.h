/* Sentences of a report file with places for figures: "{value} of new plans came within 20 weeks in {period}."; and for
 * words that go with one or many: "{value} {child|children} waited." */
#ifndef SCORECARD_STAGES_REPORT_TEMPLATE_H
#define SCORECARD_STAGES_REPORT_TEMPLATE_H

#include "stages/count/figures.h"

/* What fills the places: a figure, the one it is compared with (or NULL) and the target (or NULL). */
struct template_figures {
    const struct figure *now, *before;
    const struct target *target;
    const struct calendar *calendar;
};

/* The first name in braces that is none of ours, or NULL. The caller frees. */
char *template_unknown(const char *text);
/* "value, period, …"; the caller frees. */
char *template_names(void);
/* The sentence; a place that has no figure is filled with its symbol, such as [x]. The caller frees. */
char *template_fill(const char *text, const struct template_figures *figures);

#endif
