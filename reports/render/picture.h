/* One chart as a picture of its own, with its title, subtitle and source: the same drawing as on a page. */
#ifndef SCORECARD_RENDER_PICTURE_H
#define SCORECARD_RENDER_PICTURE_H

#include "reports/render/document.h"

/* Both write atomically; SYSTEM when they cannot. The SVG carries the alternative text as its description. */
bool chart_write_svg(const struct block *block, const char *path, GError **error);
bool chart_write_png(const struct block *block, const char *path, GError **error);

#endif
