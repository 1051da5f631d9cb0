/* A small line of the latest periods, without axes, for a cell of a table. */
#ifndef SCORECARD_RENDER_SPARKLINE_H
#define SCORECARD_RENDER_SPARKLINE_H

#include "pipeline/lib/frame.h"
#include "reports/render/canvas.h"

/* `series` has columns period and value; nothing is drawn when it has no value. */
void sparkline_draw(struct canvas *canvas, const struct frame *series, struct box box);
/* "Trend of T01 Plans issued within 20 weeks over 24 periods: first 12.0, last 47.5, lowest 10.1, highest 52.0"; the
 * caller frees. NULL when the series has no value. */
char *sparkline_alt(const struct frame *series, const char *name);

#endif
