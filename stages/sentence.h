/* Sentences and words made from figures, so that no text can stand beside a number it does not fit. */
#ifndef SCORECARD_STAGES_SENTENCE_H
#define SCORECARD_STAGES_SENTENCE_H

#include "stages/figures.h"
#include "stages/standing.h"

#include <glib.h>

/* A figure's value with its unit as prose writes it: "3,145", "47.2%", "21.4 weeks", "£1,234.56"; "[c]" for a hidden one, "not
 * available". The caller frees. */
char *sentence_value(const struct figure *figure);
char *sentence_number(const struct measure *measure, double value);
/* "the twelve months to 21 January 2021", "21 January 2021", "January 2021 (to 21 January)". The caller frees. */
char *sentence_period(const struct period *period);
/* One sentence on a headline figure: value, numbers behind a rate, change since the previous board, target and rating. */
char *sentence_headline(const struct figures *figures, const struct standing *standing, const struct calendar *calendar,
                        const struct measure *measure);
/* "Better", "Worse", "Up", "Down", "No change" or "[z]" when one of the two has no value. Static. */
const char *sentence_travel(const struct figure *now, const struct figure *before);
/* Ten words or fewer for a chart: "Requests received: 634, 12 more than at the last board". */
char *sentence_title(const struct figures *figures, const struct calendar *calendar, const struct measure *measure);

#endif
