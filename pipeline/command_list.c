/* scorecard list extracts|checks|measures|reports [NAME]: what the folders hold, as text or as JSON. */
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/json.h"
#include "pipeline/lib/json_write.h"
#include "pipeline/list_fields.h"
#include "pipeline/list_pages.h"
#include "pipeline/listing.h"
#include "stages/measure/measure.h"
#include "stages/measure/sqlfile.h"
#include "stages/report/report.h"
#include "stages/schema/schema.h"
#include "stages/warehouse/warehouse.h"

#include <stdio.h>

/* The patterns of the names by which its files are found. */
static char **file_patterns(const struct schema *schema)
{
    if (schema->file_patterns != NULL)
        return g_strdupv(schema->file_patterns);
    char **patterns = g_new0(char *, 2);
    patterns[0] = g_strconcat(schema->name, ".csv", NULL);
    return patterns;
}

static bool list_extract(const struct context *context, const struct schema *schema, struct listing *listing,
                         GError **error)
{
    static const char *const load_kinds[] = {
        [LOAD_REPLACE] = "replace", [LOAD_PERIOD] = "period", [LOAD_APPEND] = "append"};
    g_auto(GStrv) files = file_patterns(schema);
    g_autofree char *names = g_strjoinv(", ", files);
    g_autofree char *line = g_strdup_printf("%s  (%s)", schema->title == NULL ? "" : schema->title, names);
    const struct property properties[] = {{"id", schema->name},
                                          {"title", schema->title},
                                          {"description", schema->description},
                                          {"load", load_kinds[schema->load_kind]}};
    const struct listed listed = {.id = schema->name,
                                  .line = line,
                                  .path = schema->path,
                                  .folder = "schemas",
                                  .suffix = ".json",
                                  .properties = properties,
                                  .n_properties = G_N_ELEMENTS(properties),
                                  .texts_name = "files",
                                  .texts = files};
    if (!listing_open(listing, &listed))
        return true;
    const bool is_good =
        !listing_is_whole(listing) || list_fields(schema, context->catalog.project, listing->builder, error);
    listing_close(listing);
    return is_good;
}

static bool list_extracts(const struct context *context, struct listing *listing, GError **error)
{
    for (guint i = 0; i < context->catalog.schemas->len; i++)
        if (!list_extract(context, context->catalog.schemas->pdata[i], listing, error))
            return false;
    return true;
}

static bool list_check(const char *path, struct listing *listing, GError **error)
{
    struct sql_file *file = sql_file_load(path, error);
    if (file == NULL)
        return false;
    const struct property properties[] = {{"id", file->name},
                                          {"says", sql_file_head(file, "says")},
                                          {"severity", sql_file_head(file, "severity")},
                                          {"extract", sql_file_head(file, "extract")},
                                          {"field", sql_file_head(file, "field")},
                                          {"code", sql_file_head(file, "code")},
                                          {"action", sql_file_head(file, "action")}};
    const struct listed listed = {.id = file->name,
                                  .line = sql_file_head(file, "says"),
                                  .ref = sql_file_head(file, "code"),
                                  .path = path,
                                  .folder = "stages/checks",
                                  .suffix = ".sql",
                                  .properties = properties,
                                  .n_properties = G_N_ELEMENTS(properties)};
    if (listing_open(listing, &listed))
        listing_close(listing);
    sql_file_free(file);
    return true;
}

static bool list_checks(const struct context *context, struct listing *listing, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(context->catalog.project, "stages/checks", ".sql", error);
    for (guint i = 0; paths != NULL && i < paths->len; i++)
        if (!list_check(paths->pdata[i], listing, error))
            return false;
    return paths != NULL;
}

static void list_measure(const struct measure *measure, struct listing *listing)
{
    g_autofree char *line = g_strdup_printf("%s  %s", measure->ref, measure->title);
    const struct property properties[] = {
        {"id", measure->id},
        {"title", measure->title},
        {"ref", measure->ref},
        {"kind", sql_file_head(measure->file, "kind")},
        {"when", sql_file_head(measure->file, "when")},
        {"period", sql_file_head(measure->file, "period")},
        {"unit", measure->unit_name},
        {"better", sql_file_head(measure->file, "better")},
        {"source", measure->source},
        {"owner", measure->owner},
        {"definition", sql_file_head(measure->file, "definition")},
        {"needs", sql_file_head(measure->file, "needs")},
    };
    const struct listed listed = {.id = measure->id,
                                  .line = line,
                                  .ref = measure->ref,
                                  .path = measure->file->path,
                                  .folder = "stages/measures",
                                  .suffix = ".sql",
                                  .properties = properties,
                                  .n_properties = G_N_ELEMENTS(properties),
                                  .texts_name = "splits",
                                  .texts = measure->splits};
    if (listing_open(listing, &listed))
        listing_close(listing);
}

/* Splits are the columns of the prepared query, so the measures are prepared on an empty warehouse in memory. */
static bool list_measures(const struct context *context, struct listing *listing, GError **error)
{
    struct calendar calendar;
    calendar_init(&calendar, 0, context->catalog.project);
    struct measures *measures = measures_load(context->catalog.project, error);
    struct db *db = measures == NULL ? NULL : warehouse_open(":memory:", DB_READ_WRITE, error);
    const bool is_good = db != NULL && warehouse_prepare(db, context->catalog.schemas, error) &&
                         warehouse_show(db, context->catalog.schemas, NULL, error) &&
                         measures_prepare(measures, db, context->catalog.project, &calendar, error);
    for (guint i = 0; is_good && i < measures_count(measures); i++)
        list_measure(measures_at(measures, i), listing);
    if (db != NULL)
        db_close(db);
    if (measures != NULL)
        measures_free(measures);
    return is_good;
}

static bool list_report(const struct project *project, const char *path, struct listing *listing, GError **error)
{
    const char *title = NULL;
    g_autofree char *name = project_stem(path, ".json");
    struct json_file *file = report_open_file(project, name, error);
    if (file == NULL)
        return false;
    const bool is_good = json_get_string(file, json_file_root(file), "title", true, &title, error);
    const struct property properties[] = {{"id", name}, {"title", title}};
    const struct listed listed = {.id = name,
                                  .line = title,
                                  .path = path,
                                  .folder = "reports",
                                  .suffix = ".json",
                                  .properties = properties,
                                  .n_properties = G_N_ELEMENTS(properties)};
    const bool is_open = is_good && listing_open(listing, &listed);
    const bool is_listed =
        is_good && (!is_open || !listing_is_whole(listing) || list_pages(file, listing->builder, error));
    if (is_open)
        listing_close(listing);
    json_file_free(file);
    return is_listed;
}

static bool list_reports(const struct context *context, struct listing *listing, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(context->catalog.project, "reports", ".json", error);
    for (guint i = 0; paths != NULL && i < paths->len; i++)
        if (!list_report(context->catalog.project, paths->pdata[i], listing, error))
            return false;
    return paths != NULL;
}

static const struct kind {
    const char *name;
    bool (*list)(const struct context *, struct listing *, GError **);
} kinds[] = {
    {"extracts", list_extracts}, {"checks", list_checks}, {"measures", list_measures}, {"reports", list_reports}};

static bool fail_name(const struct listing *listing, const char *what, GError **error)
{
    g_autofree char *hint = slip_hint(&listing->slip);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "among the %s there is no '%s'%s (scorecard list %s shows them)", what, listing->name, hint, what);
    return false;
}

static bool list_kind(const struct kind *kind, struct context *context, GError **error)
{
    const char *name = context->options->arguments[1];
    g_autoptr(JsonBuilder) builder = context->options->is_json ? json_builder_begin_array(json_builder_new()) : NULL;
    struct listing listing = {.project = context->catalog.project, .builder = builder, .name = name};
    listing.slip = slip_begin(name == NULL ? "" : name);
    bool is_good = kind->list(context, &listing, error);
    if (is_good && name != NULL && !listing.is_found)
        is_good = fail_name(&listing, kind->name, error);
    g_free(listing.nearest);
    if (is_good && builder != NULL)
        json_built_print(json_builder_end_array(builder));
    return is_good;
}

bool command_list(struct context *context, GError **error)
{
    const char *what = context->options->arguments[0];
    struct slip slip = slip_begin(what);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (g_str_equal(kinds[i].name, what))
            return list_kind(&kinds[i], context, error);
        slip_consider(&slip, kinds[i].name);
    }
    g_autofree char *hint = slip_hint(&slip);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "there is nothing called '%s' to list%s; known: extracts, checks, measures, reports", what, hint);
    return false;
}
