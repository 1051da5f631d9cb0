/* --charts: every chart of a document as pictures of their own, charts/<report>-<block>.svg and .png. */
#ifndef SCORECARD_PIPELINE_PICTURES_H
#define SCORECARD_PIPELINE_PICTURES_H

#include "pipeline/output.h"
#include "reports/render/document.h"

#include <glib.h>
#include <stdbool.h>

/* A chart without a number to draw has no picture. */
bool pictures_write(const struct document *document, struct output *output, GError **error);

#endif
