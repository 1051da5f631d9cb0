/* Where a line must not be broken: within a date ("21 January 2021"), a number of weeks or months, "322 of 370",
 * a reference and its name ("T01 Plans issued"). */
#ifndef SCORECARD_RENDER_KEEP_TOGETHER_H
#define SCORECARD_RENDER_KEEP_TOGETHER_H

#include <pango/pango.h>

/* The places of a text as pango takes them; NULL: none. The caller unrefs. */
PangoAttrList *keep_together(const char *text);

#endif
