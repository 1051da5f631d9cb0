#include "pipeline/context.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/progress.h"
#include "pipeline/lib/project_strays.h"
#include "pipeline/lib/shown.h"
#include "stages/check/load_check.h"
#include "stages/load/load.h"
#include "stages/schema/schema.h"
#include "stages/warehouse/warehouse.h"

#include <stdarg.h>
#include <stdio.h>

/* A file under a wrong name would be passed over in silence. */
static void say_strays(const struct context *context)
{
    g_autoptr(GPtrArray) strays = project_strays(context->catalog.project);
    for (guint i = 0; i < strays->len; i++)
        context_say(context, "%s", (const char *)strays->pdata[i]);
}

bool context_open(struct context *context, const struct options *options, GError **error)
{
    *context = (struct context){.options = options};
    context->catalog.project = project_open(options->project, error);
    if (context->catalog.project == NULL)
        return false;
    context->catalog.schemas = schema_load_all(context->catalog.project, error);
    if (context->catalog.schemas == NULL)
        return false;
    context->progress = progress_new(options->progress);
    say_strays(context);
    return true;
}

void context_close(struct context *context)
{
    g_clear_pointer(&context->progress, progress_free);
    g_clear_pointer(&context->db, db_close);
    g_clear_pointer(&context->catalog.schemas, g_ptr_array_unref);
    g_clear_pointer(&context->catalog.project, project_close);
}

/* A dry run looks at the warehouse that is there, or at an empty one in memory, and makes none. */
static bool open_dry(struct context *context, GError **error)
{
    const char *path = context->options->warehouse;
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        context->db = warehouse_open(path, DB_READ_ONLY, error);
        return context->db != NULL;
    }
    context->db = warehouse_open(":memory:", DB_READ_WRITE, error);
    return context->db != NULL && warehouse_prepare(context->db, context->catalog.schemas, error);
}

bool context_open_warehouse(struct context *context, enum db_mode mode, GError **error)
{
    if (context->options->is_dry_run && mode != DB_READ_ONLY)
        return open_dry(context, error);
    context->db = warehouse_open(context->options->warehouse, mode, error);
    return context->db != NULL && warehouse_prepare(context->db, context->catalog.schemas, error);
}

/* What the keys and checks found then is not kept, so that a look into the past finds it anew. */
bool context_show(const struct context *context, struct db *db, const char *known_at, GError **error)
{
    const struct catalog *catalog = &context->catalog;
    const struct load_options options = {.progress = context->progress};
    return warehouse_show(db, catalog->schemas, known_at, error) &&
           (known_at == NULL || load_check_all(db, catalog->project, catalog->schemas, &options, error));
}

bool context_open_existing(struct context *context, enum db_mode mode, GError **error)
{
    if (g_file_test(context->options->warehouse, G_FILE_TEST_EXISTS))
        return context_open_warehouse(context, mode, error);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                "%s: there is no such warehouse (scorecard run or load makes one)", context->options->warehouse);
    return false;
}

void context_say(const struct context *context, const char *format, ...)
{
    if (context->options->is_quiet)
        return;
    progress_end(context->progress);
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    shown_print(stderr, "%s\n", text);
}
