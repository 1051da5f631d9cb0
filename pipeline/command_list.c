/* scorecard list extracts|checks|measures|reports: what the folders hold, as text or as JSON. */
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/json.h"
#include "pipeline/lib/json_write.h"
#include "pipeline/lib/project_changes.h"
#include "stages/measure/measure.h"
#include "stages/measure/sqlfile.h"
#include "stages/report/report.h"
#include "stages/schema/schema.h"
#include "stages/warehouse/warehouse.h"

#include <stdio.h>

struct property {
    const char *name, *value;
};

static const struct registry schema_files = {"schemas", ".json", NULL}, check_files = {"stages/checks", ".sql", NULL},
                             measure_files = {"stages/measures", ".sql", NULL},
                             report_files = {"reports", ".json", NULL};

/* Which of the project's files have a part in a definition. */
struct origin {
    bool is_own;   /* it is the project's */
    char *changes; /* what changes it, below the project's folder; NULL: nothing */
};

static struct origin origin_of(const struct project *project, const char *path, const struct registry *registry)
{
    g_autofree char *stem = project_stem(path, registry->suffix);
    g_autofree char *changes = project_find_changes(project, registry->folder, stem, registry->suffix);
    return (struct origin){project_is_own(project, path),
                           changes == NULL ? NULL : project_relative_path(project, changes)};
}

static void print_origin(const struct origin *origin)
{
    if (origin->changes != NULL)
        printf("  (changed by %s of the project)", origin->changes);
    else if (origin->is_own)
        fputs("  (of the project)", stdout);
}

/* The first two properties are what the text form shows: id and title. Takes what `origin` holds. */
static void list_row(JsonBuilder *builder, const struct property *properties, guint n, struct origin origin)
{
    g_autofree char *changes = origin.changes;
    if (builder == NULL) {
        printf("%-32s %s", properties[0].value, properties[1].value == NULL ? "" : properties[1].value);
        print_origin(&origin);
        putchar('\n');
        return;
    }
    for (guint i = 0; i < n; i++)
        json_add_text(builder, properties[i].name, properties[i].value == NULL ? "" : properties[i].value);
    json_add_text(builder, "from", origin.is_own ? "project" : "program");
    json_add_text(builder, "changes", changes == NULL ? "" : changes);
}

static void begin_object(JsonBuilder *builder)
{
    if (builder != NULL)
        json_builder_begin_object(builder);
}

static void end_object(JsonBuilder *builder)
{
    if (builder != NULL)
        json_builder_end_object(builder);
}

/* The patterns of the names by which its files are found. */
static char **file_patterns(const struct schema *schema)
{
    if (schema->file_patterns != NULL)
        return g_strdupv(schema->file_patterns);
    char **patterns = g_new0(char *, 2);
    patterns[0] = g_strconcat(schema->name, ".csv", NULL);
    return patterns;
}

static void add_texts(JsonBuilder *builder, const char *name, char *const *texts)
{
    if (builder == NULL)
        return;
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (char *const *text = texts; text != NULL && *text != NULL; text++)
        json_add_element(builder, *text);
    json_builder_end_array(builder);
}

static void list_extract(const struct context *context, const struct schema *schema, const char *load,
                         JsonBuilder *builder)
{
    g_auto(GStrv) files = file_patterns(schema);
    g_autofree char *names = g_strjoinv(", ", files);
    g_autofree char *title = builder == NULL
                                 ? g_strdup_printf("%s  (%s)", schema->title == NULL ? "" : schema->title, names)
                                 : g_strdup(schema->title);
    const struct property properties[] = {
        {"id", schema->name}, {"title", title}, {"description", schema->description}, {"load", load}};
    begin_object(builder);
    list_row(builder, properties, G_N_ELEMENTS(properties),
             origin_of(context->catalog.project, schema->path, &schema_files));
    add_texts(builder, "files", files);
    end_object(builder);
}

static bool list_extracts(const struct context *context, JsonBuilder *builder, GError **error)
{
    static const char *const load_kinds[] = {
        [LOAD_REPLACE] = "replace", [LOAD_PERIOD] = "period", [LOAD_APPEND] = "append"};
    (void)error;
    for (guint i = 0; i < context->catalog.schemas->len; i++) {
        const struct schema *schema = context->catalog.schemas->pdata[i];
        list_extract(context, schema, load_kinds[schema->load_kind], builder);
    }
    return true;
}

static bool list_checks(const struct context *context, JsonBuilder *builder, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(context->catalog.project, "stages/checks", ".sql", error);
    if (paths == NULL)
        return false;
    for (guint i = 0; i < paths->len; i++) {
        struct sql_file *file = sql_file_load(paths->pdata[i], error);
        if (file == NULL)
            return false;
        const struct property properties[] = {{"id", file->name},
                                              {"says", sql_file_head(file, "says")},
                                              {"severity", sql_file_head(file, "severity")},
                                              {"extract", sql_file_head(file, "extract")},
                                              {"field", sql_file_head(file, "field")},
                                              {"code", sql_file_head(file, "code")},
                                              {"action", sql_file_head(file, "action")}};
        begin_object(builder);
        list_row(builder, properties, G_N_ELEMENTS(properties),
                 origin_of(context->catalog.project, paths->pdata[i], &check_files));
        end_object(builder);
        sql_file_free(file);
    }
    return true;
}

static void list_measure(const struct context *context, JsonBuilder *builder, const struct measure *measure)
{
    g_autofree char *title =
        builder == NULL ? g_strdup_printf("%s  %s", measure->ref, measure->title) : g_strdup(measure->title);
    const struct property properties[] = {
        {"id", measure->id},
        {"title", title},
        {"ref", measure->ref},
        {"kind", sql_file_head(measure->file, "kind")},
        {"when", sql_file_head(measure->file, "when")},
        {"period", sql_file_head(measure->file, "period")},
        {"unit", measure->unit_name},
        {"better", sql_file_head(measure->file, "better")},
        {"source", measure->source},
        {"owner", measure->owner},
    };
    begin_object(builder);
    list_row(builder, properties, G_N_ELEMENTS(properties),
             origin_of(context->catalog.project, measure->file->path, &measure_files));
    add_texts(builder, "splits", measure->splits);
    end_object(builder);
}

/* Splits are the columns of the prepared query, so the measures are prepared on an empty warehouse in memory. */
static bool list_measures(const struct context *context, JsonBuilder *builder, GError **error)
{
    struct calendar calendar;
    calendar_init(&calendar, 0, context->catalog.project);
    struct measures *measures = measures_load(context->catalog.project, error);
    struct db *db = measures == NULL ? NULL : warehouse_open(":memory:", DB_READ_WRITE, error);
    const bool is_good = db != NULL && warehouse_prepare(db, context->catalog.schemas, error) &&
                         warehouse_show(db, context->catalog.schemas, NULL, error) &&
                         measures_prepare(measures, db, context->catalog.project, &calendar, error);
    for (guint i = 0; is_good && i < measures_count(measures); i++)
        list_measure(context, builder, measures_at(measures, i));
    if (db != NULL)
        db_close(db);
    if (measures != NULL)
        measures_free(measures);
    return is_good;
}

static bool list_reports(const struct context *context, JsonBuilder *builder, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(context->catalog.project, "reports", ".json", error);
    if (paths == NULL)
        return false;
    for (guint i = 0; i < paths->len; i++) {
        const char *title = NULL;
        g_autofree char *name = project_stem(paths->pdata[i], ".json");
        struct json_file *file = report_open_file(context->catalog.project, name, error);
        if (file == NULL || !json_get_string(file, json_file_root(file), "title", true, &title, error)) {
            if (file != NULL)
                json_file_free(file);
            return false;
        }
        const struct property properties[] = {{"id", name}, {"title", title}};
        begin_object(builder);
        list_row(builder, properties, G_N_ELEMENTS(properties),
                 origin_of(context->catalog.project, paths->pdata[i], &report_files));
        end_object(builder);
        json_file_free(file);
    }
    return true;
}

static const struct {
    const char *name;
    bool (*list)(const struct context *, JsonBuilder *, GError **);
} listings[] = {
    {"extracts", list_extracts}, {"checks", list_checks}, {"measures", list_measures}, {"reports", list_reports}};

bool command_list(struct context *context, GError **error)
{
    const char *what = context->options->arguments[0];
    g_autoptr(JsonBuilder) builder = context->options->is_json ? json_builder_begin_array(json_builder_new()) : NULL;
    for (guint i = 0; i < G_N_ELEMENTS(listings); i++) {
        if (!g_str_equal(listings[i].name, what))
            continue;
        const bool is_listed = listings[i].list(context, builder, error);
        if (is_listed && builder != NULL)
            json_built_print(json_builder_end_array(builder));
        return is_listed;
    }
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "there is nothing called '%s' to list; known: extracts, checks, measures, reports", what);
    return false;
}
