#include "pipeline/explained.h"

#include "pipeline/lib/json_write.h"
#include "stages/explain/explain.h"
#include "stages/measure/measure_files.h"
#include "stages/sql/explained_load.sql.h"

static void begin_array(JsonBuilder *builder, const char *name)
{
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
}

static void add_measure(JsonBuilder *builder, const struct explained *explained)
{
    const struct measure *measure = explained->measure;
    json_add_text(builder, "measure", measure->id);
    json_add_text(builder, "ref", measure->ref);
    json_add_text(builder, "title", measure->title);
    json_add_text(builder, "kind", sql_file_head(measure->file, "kind"));
    json_add_text(builder, "unit", measure->unit_name);
    json_add_text(builder, "source", measure->source);
    json_add_text(builder, "owner", measure->owner);
    json_add_text(builder, "definition", measure->definition);
    json_add_text(builder, "missing_extract", measure->is_missing ? measure->missing_extract : NULL);
    if (explained->marking != NULL)
        json_add_text(builder, "marking", explained->marking);
}

/* The measure's own query, then every file whose SQL the figure went through. */
static void add_sql(JsonBuilder *builder, const struct explained *explained, const GPtrArray *files)
{
    json_add_text(builder, "sql", explained->measure->file->text);
    begin_array(builder, "files");
    for (guint i = 0; i < files->len; i++) {
        const struct sql_file *file = files->pdata[i];
        g_autofree char *path = project_relative_path(explained->context->catalog.project, file->path);
        json_builder_begin_object(builder);
        json_add_text(builder, "file", path);
        json_add_text(builder, "sha256", file->sha256);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void add_dates(JsonBuilder *builder, const struct explained *explained)
{
    const struct calendar *calendar = &explained->definitions.calendar;
    json_builder_set_member_name(builder, "dates");
    json_builder_begin_object(builder);
    json_add_day(builder, "as_at", calendar->as_at);
    json_add_day(builder, "period_start", explained->list->period.start);
    json_add_day(builder, "period_end", explained->list->period.end);
    json_add_text(builder, "known_at", explained->context->options->known_at);
    json_add_day(builder, "previous_board", calendar->previous_board);
    json_add_day(builder, "next_board", calendar->next_board);
    json_builder_end_object(builder);
}

static void add_load(JsonBuilder *builder, const char *extract, struct statement *row)
{
    json_builder_begin_object(builder);
    json_add_text(builder, "extract", extract);
    json_add_text(builder, "file", statement_text(row, 0));
    json_add_text(builder, "sha256", statement_text(row, 1));
    json_add_text(builder, "period", statement_text(row, 2));
    json_add_text(builder, "loaded_at", statement_text(row, 3));
    json_add_integer(builder, "loaded", statement_integer(row, 4));
    json_add_integer(builder, "rejected", statement_integer(row, 5));
    json_builder_end_object(builder);
}

static bool add_loads(JsonBuilder *builder, const struct explained *explained, const GPtrArray *files, GError **error)
{
    g_auto(GStrv) extracts = measure_files_extracts(files);
    struct statement *query = db_prepare(explained->context->db, NULL, explained_load_sql, error);
    if (query == NULL)
        return false;
    begin_array(builder, "loads");
    for (char **extract = extracts; *extract != NULL; extract++) {
        statement_bind(query, "s", *extract);
        while (statement_next(query))
            add_load(builder, *extract, query);
    }
    json_builder_end_array(builder);
    return statement_end(query, error);
}

static int compare_cases(const void *a, const void *b)
{
    const struct listed_case *first = *(struct listed_case *const *)a, *second = *(struct listed_case *const *)b;
    const int by_case = g_strcmp0(first->case_id, second->case_id);
    const int by_part = by_case != 0 ? by_case : g_strcmp0(first->part, second->part);
    return by_part != 0 ? by_part : (first->row_id > second->row_id) - (first->row_id < second->row_id);
}

static void add_met_and_value(JsonBuilder *builder, const struct listed_case *listed)
{
    g_autofree char *amount = explain_amount(listed);
    json_builder_set_member_name(builder, "met");
    if (listed->measure->kind == MEASURE_RATE)
        json_builder_add_int_value(builder, listed->is_met ? 1 : 0);
    else
        json_builder_add_null_value(builder);
    json_builder_set_member_name(builder, "value");
    if (amount == NULL)
        json_builder_add_null_value(builder);
    else
        json_builder_add_double_value(builder, g_ascii_strtod(amount, NULL));
}

static void add_place(JsonBuilder *builder, const struct case_list *list, const struct listed_case *listed)
{
    json_add_text(builder, "file", listed->is_placed ? origins_file(list->origins, listed->row_id) : NULL);
    json_builder_set_member_name(builder, "line");
    if (listed->is_placed && origins_line(listed->row_id) > 0)
        json_builder_add_int_value(builder, origins_line(listed->row_id));
    else
        json_builder_add_null_value(builder);
}

static bool add_person(JsonBuilder *builder, const struct explained *explained, const struct listed_case *listed,
                       GError **error)
{
    const char *cells[PEOPLE_N_COLUMNS];
    if (explained->people == NULL)
        return true;
    if (!people_read(explained->people, listed->is_placed ? listed->row_id : 0, cells, error))
        return false;
    for (guint i = 0; i < PEOPLE_N_COLUMNS; i++)
        json_add_text(builder, people_column(i), cells[i]);
    return true;
}

static bool add_case(JsonBuilder *builder, const struct explained *explained, const struct listed_case *listed,
                     GError **error)
{
    json_builder_begin_object(builder);
    json_add_text(builder, "case_id", listed->case_id);
    json_add_day(builder, "counted_on", listed->counted_on);
    add_met_and_value(builder, listed);
    for (guint i = 0; explained->list->splits[i] != NULL; i++)
        json_add_text(builder, explained->list->splits[i], listed->categories[i]);
    add_place(builder, explained->list, listed);
    if (listed->part != NULL)
        json_add_text(builder, "part", listed->part);
    const bool is_done = add_person(builder, explained, listed, error);
    json_builder_end_object(builder);
    return is_done;
}

static bool add_cases(JsonBuilder *builder, const struct explained *explained, GError **error)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    for (guint i = 0; i < case_list_count(explained->list); i++)
        g_ptr_array_add(sorted, (void *)(uintptr_t)case_list_at(explained->list, i));
    g_ptr_array_sort(sorted, compare_cases);
    begin_array(builder, "cases");
    bool is_done = true;
    for (guint i = 0; i < sorted->len && is_done; i++)
        is_done = add_case(builder, explained, sorted->pdata[i], error);
    json_builder_end_array(builder);
    return is_done;
}

static void add_case_ids(JsonBuilder *builder, const char *name, const GPtrArray *cases)
{
    begin_array(builder, name);
    for (guint i = 0; i < cases->len; i++) {
        const struct listed_case *listed = cases->pdata[i];
        json_add_element(builder, listed->case_id == NULL ? "" : listed->case_id);
    }
    json_builder_end_array(builder);
}

static void add_alterations(JsonBuilder *builder, const GArray *altered)
{
    begin_array(builder, "altered");
    for (guint i = 0; i < altered->len; i++) {
        const struct case_alteration *alteration = &g_array_index(altered, struct case_alteration, i);
        json_builder_begin_object(builder);
        json_add_text(builder, "case_id", alteration->now->case_id);
        json_add_text(builder, "field", alteration->field);
        json_add_text(builder, "before", alteration->before);
        json_add_text(builder, "after", alteration->after);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void add_changes(JsonBuilder *builder, const struct previous *previous)
{
    json_builder_set_member_name(builder, "changes");
    json_builder_begin_object(builder);
    json_add_day(builder, "since", previous->definitions.calendar.as_at);
    json_add_day(builder, "period_start", previous->list->period.start);
    json_add_day(builder, "period_end", previous->list->period.end);
    json_add_text(builder, "known_at", previous->known_at);
    json_add_integer(builder, "before", case_list_count(previous->list));
    add_case_ids(builder, "in", previous->changes->in);
    add_case_ids(builder, "out", previous->changes->out);
    add_alterations(builder, previous->changes->altered);
    json_builder_end_object(builder);
}

char *explained_json(const struct explained *explained, const struct previous *previous, GError **error)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(GPtrArray) files = measure_files(explained->definitions.measures, explained->measure);
    json_builder_begin_object(builder);
    add_measure(builder, explained);
    add_sql(builder, explained, files);
    add_dates(builder, explained);
    if (!add_loads(builder, explained, files, error) || !add_cases(builder, explained, error))
        return NULL;
    add_changes(builder, previous);
    json_builder_end_object(builder);
    return json_built_text(builder);
}
