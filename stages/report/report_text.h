/* Sentences of a report file with places for figures: "{value} of new plans came within 20 weeks in {period}."; and for
 * words that go with one or many: "{value} {child|children} waited." */
#ifndef SCORECARD_STAGES_REPORT_REPORT_TEXT_H
#define SCORECARD_STAGES_REPORT_REPORT_TEXT_H

#include "stages/count/figures.h"

/* What fills the places: a figure, the one it is compared with (or NULL) and the target (or NULL). */
struct report_text_figures {
    const struct figure *now, *before;
    const struct target *target;
    const struct calendar *calendar;
};

/* The first name in braces that is none of ours, or NULL. The caller frees. */
char *report_text_unknown(const char *text);
/* "value, period, …"; the caller frees. */
char *report_text_places(void);
/* The sentence; a place that has no figure is filled with its symbol, such as [x]. The caller frees. */
char *report_text_fill(const char *text, const struct report_text_figures *figures);

#endif
