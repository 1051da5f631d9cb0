/* What a command works with: four capabilities and no more: options, catalog, db, progress. */
#ifndef SCORECARD_PIPELINE_CONTEXT_H
#define SCORECARD_PIPELINE_CONTEXT_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"
#include "pipeline/options.h"

#include <glib.h>
#include <stdbool.h>

struct catalog {
    struct project *project;
    GPtrArray *schemas; /* struct schema *, in name order */
};

struct context {
    const struct options *options;
    struct catalog catalog;
    struct db *db; /* NULL until context_open_warehouse */
    struct progress *progress;
};

/* Opens the project and reads its schemas. */
bool context_open(struct context *context, const struct options *options, GError **error);
void context_close(struct context *context);
/* Opens the warehouse of the options and prepares it for the catalog's schemas. A read-only file or a command that only
 * reads opens it read-only. */
bool context_open_warehouse(struct context *context, enum db_mode mode, GError **error);
/* The same for a command that needs a warehouse to be there already. */
bool context_open_existing(struct context *context, enum db_mode mode, GError **error);
/* Shows the loads known at `known_at` (NULL: all) on a connection to the warehouse, with the issues that were open
 * then. */
bool context_show(const struct context *context, struct db *db, const char *known_at, GError **error);
/* A diagnostic on stderr, unless --quiet. */
void context_say(const struct context *context, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
