/* Sentences and words made from figures, so that no text can stand beside a number it does not fit. */
#ifndef SCORECARD_STAGES_JUDGE_SENTENCE_H
#define SCORECARD_STAGES_JUDGE_SENTENCE_H

#include "stages/count/figures.h"
#include "stages/judge/control.h"
#include "stages/judge/review.h"

#include <glib.h>

#define SENTENCE_MOST_WORDS 10 /* of a chart's title */

/* A figure's value with its unit as prose writes it: "3,145", "47.2%", "21.4 weeks", "£1,235", "40.0% [u]"; "[c]" for a
 * hidden one, "[z]" for none. The caller frees. */
char *sentence_value(const struct figure *figure);
char *sentence_number(const struct measure *measure, double value);
/* Whether two figures are the same as prose writes them: 121.22 and 121.18 plans are both "121.2". */
bool sentence_is_same(const struct figure *now, const struct figure *before);
/* "the twelve months to 21 January 2021", "21 January 2021", "December 2020"; of an unfinished month its days. The
 * caller frees. */
char *sentence_period(const struct period *period);
/* One sentence on a headline figure: value, numbers behind a rate, change since the previous board and whether it is
 * more than chance, target and rating. The caller frees. */
char *sentence_headline(const struct reviewer *reviewer, const struct measure *measure);
/* Ten words or fewer for a chart: "Complaints received: 68, down from 74". The caller frees. */
char *sentence_title(const struct reviewer *reviewer, const struct measure *measure);
/* Why a period is unusual, in a clause: "July 2020 was unusually high", "above its mean since July 2020", "falling
 * since July 2020", "July 2020 was near its upper limit". The caller frees. */
char *sentence_unusual(const struct unusual *unusual);
/* Ten words or fewer on a control chart: "July 2020 was unusually high (concerning)". The caller frees. */
char *sentence_control(const struct control *control);
/* Ten words or fewer on one figure: "Visits to the Local Offer: 5,767 in December 2020". The caller frees. */
char *sentence_figure_title(const struct figure *figure);
/* How many months of a control chart are hidden; NULL: none is. The caller frees. */
char *sentence_hidden(const struct control *control);
/* Whether the process as it runs will meet its target, of a measure whose better direction is known; NULL where the
 * newest value is held against no limits. The caller frees. */
char *sentence_assurance(const struct control *control, double target);
guint sentence_words(const char *text);

#endif
