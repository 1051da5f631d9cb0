/* scorecard history: loads and runs, newest first, what superseded what, and what each load changed. */
#include "pipeline/command.h"
#include "pipeline/lib/json_write.h"
#include "stages/schema/schema.h"
#include "stages/sql/history_load.sql.h"
#include "stages/sql/history_run.sql.h"
#include "stages/warehouse/history.h"
#include "stages/warehouse/warehouse.h"

#include <stdio.h>

/* Where rows go: a JSON builder, or lines of text when it is NULL. */
struct listing {
    struct context *context;
    JsonBuilder *builder;
};

/* Columns of history_load.sql that are not printed as they stand. */
enum { COLUMN_LOAD, COLUMN_AT, COLUMN_EXTRACT, COLUMN_FILE, COLUMN_PERIOD = 5, COLUMN_LOADED = 9, COLUMN_REJECTED };
enum { COLUMN_COMPLETES = 15, COLUMN_SUPERSEDES, COLUMN_PREVIOUS, COLUMN_VISIBLE };

static void add_cell(JsonBuilder *builder, struct statement *rows, int column)
{
    json_builder_set_member_name(builder, statement_column_name(rows, column));
    if (statement_is_integer(rows, column))
        json_builder_add_int_value(builder, statement_integer(rows, column));
    else if (statement_is_real(rows, column))
        json_builder_add_double_value(builder, statement_real(rows, column));
    else
        json_add_element(builder, statement_text(rows, column));
}

static void add_change(JsonBuilder *builder, const struct load_change *change)
{
    const struct {
        const char *name;
        int64_t value;
    } members[] = {{"added", change->added}, {"changed", change->changed}, {"gone", change->gone}};
    for (guint i = 0; i < G_N_ELEMENTS(members); i++)
        json_add_integer(builder, members[i].name, members[i].value);
}

static void print_load(struct statement *rows, const struct load_change *change)
{
    const char *period = statement_text(rows, COLUMN_PERIOD);
    printf("load %-4" G_GINT64_FORMAT " %s  %s%s%s  %s  %" G_GINT64_FORMAT " row%s, %" G_GINT64_FORMAT " rejected",
           (gint64)statement_integer(rows, COLUMN_LOAD), statement_text(rows, COLUMN_AT),
           statement_text(rows, COLUMN_EXTRACT), period == NULL ? "" : " ", period == NULL ? "" : period,
           statement_text(rows, COLUMN_FILE), (gint64)statement_integer(rows, COLUMN_LOADED),
           statement_integer(rows, COLUMN_LOADED) == 1 ? "" : "s", (gint64)statement_integer(rows, COLUMN_REJECTED));
    if (!statement_is_null(rows, COLUMN_SUPERSEDES))
        printf("; supersedes load %" G_GINT64_FORMAT, (gint64)statement_integer(rows, COLUMN_SUPERSEDES));
    if (!statement_is_null(rows, COLUMN_COMPLETES))
        printf("; completes load %" G_GINT64_FORMAT, (gint64)statement_integer(rows, COLUMN_COMPLETES));
    if (change != NULL)
        printf("; %" G_GINT64_FORMAT " added, %" G_GINT64_FORMAT " changed, %" G_GINT64_FORMAT " gone",
               (gint64)change->added, (gint64)change->changed, (gint64)change->gone);
    printf("%s\n", statement_integer(rows, COLUMN_VISIBLE) == 0 ? "; superseded" : "");
}

static void show_load(const struct listing *listing, struct statement *rows, const struct load_change *change)
{
    if (listing->builder == NULL) {
        print_load(rows, change);
        return;
    }
    json_builder_begin_object(listing->builder);
    for (int column = 0; column < COLUMN_VISIBLE; column++)
        add_cell(listing->builder, rows, column);
    json_builder_set_member_name(listing->builder, "is_visible");
    json_builder_add_boolean_value(listing->builder, statement_integer(rows, COLUMN_VISIBLE) != 0);
    if (change != NULL)
        add_change(listing->builder, change);
    json_builder_end_object(listing->builder);
}

static bool take_load(const struct listing *listing, struct statement *rows, GError **error)
{
    const struct schema *schema = schema_find(listing->context->catalog.schemas, statement_text(rows, COLUMN_EXTRACT));
    struct load_change change = {0};
    const bool is_compared = schema != NULL && schema->has_primary_key && !statement_is_null(rows, COLUMN_PREVIOUS) &&
                             statement_is_null(rows, COLUMN_COMPLETES);
    if (is_compared && !history_compare(listing->context->db, schema, statement_integer(rows, COLUMN_LOAD),
                                        statement_integer(rows, COLUMN_PREVIOUS), &change, error))
        return false;
    show_load(listing, rows, is_compared ? &change : NULL);
    return true;
}

static bool take_run(const struct listing *listing, struct statement *rows, GError **error)
{
    (void)error;
    if (listing->builder == NULL) {
        printf("run %-5" G_GINT64_FORMAT " %s  %s as at %s  %.3f s  %s  %s\n", (gint64)statement_integer(rows, 0),
               statement_text(rows, 4), statement_text(rows, 1),
               statement_is_null(rows, 2) ? "-" : statement_text(rows, 2), statement_real(rows, 6),
               statement_text(rows, 10), statement_text(rows, 7));
        return true;
    }
    json_builder_begin_object(listing->builder);
    for (int column = 0; column < statement_n_columns(rows); column++)
        add_cell(listing->builder, rows, column);
    json_builder_end_object(listing->builder);
    return true;
}

struct section {
    const char *name;
    const char *sql;
    bool takes_moment; /* its parameter; what is shown of loads is that moment's already */
    bool (*take)(const struct listing *listing, struct statement *rows, GError **error);
};

static bool show_section(const struct listing *listing, const struct section *section, GError **error)
{
    struct statement *rows = db_prepare(listing->context->db, NULL, section->sql, error);
    if (rows == NULL)
        return false;
    if (listing->builder != NULL) {
        json_builder_set_member_name(listing->builder, section->name);
        json_builder_begin_array(listing->builder);
    }
    if (section->takes_moment)
        statement_bind(rows, "s", listing->context->options->known_at);
    GError *fault = NULL;
    while (fault == NULL && statement_step(rows, &fault))
        section->take(listing, rows, &fault);
    if (listing->builder != NULL)
        json_builder_end_array(listing->builder);
    statement_free(rows);
    if (fault != NULL)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool show_all(const struct listing *listing, GError **error)
{
    const struct section sections[] = {{"loads", history_load_sql, false, take_load},
                                       {"runs", history_run_sql, true, take_run}};
    for (guint i = 0; i < G_N_ELEMENTS(sections); i++)
        if (!show_section(listing, &sections[i], error))
            return false;
    return true;
}

bool command_history(struct context *context, GError **error)
{
    context->db = warehouse_open(context->options->warehouse, DB_READ_ONLY, error);
    if (context->db == NULL ||
        !warehouse_show(context->db, context->catalog.schemas, context->options->known_at, error))
        return false;
    g_autoptr(JsonBuilder) builder = context->options->is_json ? json_builder_new() : NULL;
    const struct listing listing = {context, builder};
    if (builder != NULL)
        json_builder_begin_object(builder);
    if (!show_all(&listing, error))
        return false;
    if (builder != NULL) {
        json_builder_end_object(builder);
        json_built_print(builder);
    }
    return true;
}
