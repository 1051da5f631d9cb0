#include "pipeline/error_files.h"

#include "pipeline/lib/csv_write.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/json.h"
#include "pipeline/loaded_files.h"
#include "pipeline/manifest.h"
#include "stages/check/placing.h"

#include <string.h>

/* The outputs of a run would go when the set takes their place. */
static bool refuse_other_set(const char *out, GError **error)
{
    g_autofree char *path = g_build_filename(out, "manifest.json", NULL);
    struct json_file *manifest = json_file_load(path, NULL);
    if (manifest == NULL)
        return true;
    const bool is_run = JSON_NODE_HOLDS_OBJECT(json_file_root(manifest)) &&
                        json_object_has_member(json_node_get_object(json_file_root(manifest)), "dates");
    json_file_free(manifest);
    if (is_run)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                    "%s: the folder holds the outputs of a run, which would be lost; name another with --out", out);
    return !is_run;
}

static const struct found_file *file_of(const struct found_list *list, const struct found *found)
{
    return list->files->pdata[found->file];
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* In the order of issues.csv, a place after the other. */
static int compare(const void *left, const void *right, void *list)
{
    const struct found *a = left, *b = right;
    const struct found_file *file_a = file_of(list, a), *file_b = file_of(list, b);
    const int orders[] = {
        compare_numbers(a->place, b->place),
        g_strcmp0(file_a->schema == NULL ? NULL : file_a->schema->name,
                  file_b->schema == NULL ? NULL : file_b->schema->name),
        strcmp(file_a->name, file_b->name),
        strcmp(file_a->path, file_b->path),
        compare_numbers(a->finding.line, b->finding.line),
        compare_numbers(a->finding.row, b->finding.row),
        compare_numbers(a->finding.column, b->finding.column),
        g_strcmp0(a->finding.field, b->finding.field),
        strcmp(a->finding.code, b->finding.code),
        strcmp(a->finding.message, b->finding.message),
        g_strcmp0(a->finding.value, b->finding.value),
    };
    for (guint i = 0; i < G_N_ELEMENTS(orders); i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}

static void write_number(GString *text, uint64_t number)
{
    if (number == 0)
        csv_write_cell(text, NULL);
    else
        csv_write_integer(text, (gint64)number);
}

static void write_finding(GString *text, const struct found_file *file, const struct finding *finding)
{
    char letters[COLUMN_LETTERS_SIZE];
    csv_write_cell(text, file->name);
    csv_write_cell(text, file->sha256);
    csv_write_cell(text, file->schema == NULL ? NULL : file->schema->name);
    csv_write_integer(text, (gint64)finding->line);
    write_number(text, finding->row);
    csv_write_cell(text, finding_column_letters(finding->column, letters));
    csv_write_cell(text, finding->field);
    csv_write_cell(text, finding->code);
    csv_write_cell(text, severity_name(finding->severity));
    csv_write_cell(text, finding->message);
    csv_write_cell(text, finding->action);
    csv_write_cell(text, finding->value);
    csv_write_cell(text, finding->key);
    csv_write_end_row(text);
}

/* The findings of one place follow each other from `*at` on. */
static bool write_place(const struct found_list *list, const struct place *place, guint number, guint *at,
                        struct output *output, GError **error)
{
    g_autoptr(GString) text = g_string_new(loaded_files_issues_header);
    for (; *at < list->list->len; (*at)++) {
        const struct found *found = &g_array_index(list->list, struct found, *at);
        if (found->place != number)
            break;
        write_finding(text, file_of(list, found), &found->finding);
    }
    return output_write(output, place->file, text->str, text->len, error);
}

static bool write_places(const struct found_list *list, const GPtrArray *places, struct output *output, GError **error)
{
    guint at = 0;
    for (guint i = 0; i < places->len; i++)
        if (!write_place(list, places->pdata[i], i, &at, output, error))
            return false;
    return true;
}

static bool write_index(const GPtrArray *places, struct output *output, GError **error)
{
    g_autoptr(GString) text = g_string_new("file,kind,id,name,errors,queries\n");
    for (guint i = 0; i < places->len; i++) {
        const struct place *place = places->pdata[i];
        csv_write_cell(text, place->file);
        csv_write_cell(text, place_kind_name(place->kind));
        csv_write_cell(text, place->id);
        csv_write_cell(text, place->name);
        csv_write_integer(text, (gint64)place->n_errors);
        csv_write_integer(text, (gint64)place->n_queries);
        csv_write_end_row(text);
    }
    return output_write(output, "index.csv", text->str, text->len, error);
}

struct output *error_files_place(const struct context *context, struct found_list *found, const GPtrArray *places,
                                 const char *out, GError **error)
{
    if (!refuse_other_set(out, error))
        return NULL;
    struct output *output = output_open(out, NULL, NULL, error);
    if (output == NULL)
        return NULL;
    g_array_sort_with_data(found->list, compare, found);
    if (write_places(found, places, output, error) && write_index(places, output, error) &&
        manifest_write_check(context, found, output, error) && output_place(output, error))
        return output;
    output_close(output);
    return NULL;
}
