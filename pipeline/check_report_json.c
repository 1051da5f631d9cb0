/* The report of `check --json`, in the shape of Frictionless' own. */
#include "pipeline/check_kind.h"
#include "pipeline/check_report.h"
#include "pipeline/lib/json_stream.h"
#include "stages/check/placing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void add_tags(struct json_stream *out, const struct check_kind *kind)
{
    json_stream_open(out, "tags", '[');
    for (const char *const *tag = check_kind_tags(kind); *tag != NULL; tag++)
        json_stream_text(out, NULL, *tag);
    json_stream_close(out, ']');
}

static void append_place(GString *message, const struct finding *finding)
{
    char letters[COLUMN_LETTERS_SIZE];
    if (finding->line > 0)
        g_string_append_printf(message, " at line %" PRIu64, finding->line);
    if (finding->field != NULL)
        g_string_append_printf(message, ", field \"%s\"", finding->field);
    if (finding->column > 0)
        g_string_append_printf(message, ", column %s", finding_column_letters(finding->column, letters));
}

static void add_message(struct json_stream *out, const struct check_kind *kind, const struct finding *finding)
{
    g_autoptr(GString) message = g_string_new(kind->title);
    append_place(message, finding);
    g_string_append_printf(message, ": %s", finding->message);
    json_stream_text(out, "message", message->str);
    json_stream_text(out, "note", finding->message);
}

static void add_if_known(struct json_stream *out, const char *name, const char *text)
{
    if (text != NULL)
        json_stream_text(out, name, text);
}

/* 0 is not known: a header has no row, a file no line. */
static void add_if_counted(struct json_stream *out, const char *name, uint64_t number)
{
    if (number > 0)
        json_stream_number(out, name, number);
}

static void add_cell(struct json_stream *out, const struct finding *finding)
{
    add_if_known(out, "cell", finding->value);
    add_if_known(out, "fieldName", finding->field);
    add_if_counted(out, "fieldNumber", finding->column);
}

/* By Frictionless a key is of the row as a whole. */
void check_report_add_json(struct json_stream *out, const struct finding *finding)
{
    const struct check_kind *kind = check_kind_of(finding->code);
    json_stream_open(out, NULL, '{');
    json_stream_text(out, "type", finding->code);
    json_stream_text(out, "title", kind->title);
    json_stream_text(out, "description", kind->description);
    add_message(out, kind, finding);
    add_tags(out, kind);
    json_stream_open(out, "cells", '[');
    json_stream_close(out, ']');
    add_if_counted(out, "rowNumber", finding->row);
    if (!check_kind_is_of_row(kind))
        add_cell(out, finding);
    add_if_counted(out, "lineNumber", finding->line);
    json_stream_text(out, "severity", severity_name(finding->severity));
    add_if_known(out, "action", finding->action);
    add_if_known(out, "key", finding->key);
    json_stream_close(out, '}');
}

static void add_labels(struct json_stream *out, char *const *labels)
{
    json_stream_open(out, "labels", '[');
    for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
        json_stream_text(out, NULL, labels[i]);
    json_stream_close(out, ']');
}

/* [{"code": …, "severity": …, "count": …}] */
struct counts_list {
    struct json_stream *out;
    const char *name;
};

static gboolean add_count(gpointer name, gpointer data, gpointer user_data)
{
    const struct counts_list *list = user_data;
    const struct finding_count *count = data;
    json_stream_open(list->out, NULL, '{');
    json_stream_text(list->out, list->name, *(const char *)name == '\0' ? NULL : name);
    json_stream_text(list->out, "severity", severity_name(count->n_errors > 0 ? SEVERITY_ERROR : SEVERITY_QUERY));
    json_stream_number(list->out, "count", count->n);
    json_stream_close(list->out, '}');
    return FALSE;
}

static void add_counts(struct json_stream *out, const char *list_name, const char *name, GTree *counts)
{
    struct counts_list list = {.out = out, .name = name};
    json_stream_open(out, list_name, '[');
    g_tree_foreach(counts, add_count, &list);
    json_stream_close(out, ']');
}

static void add_summary(struct json_stream *out, const struct check_task *task)
{
    json_stream_open(out, "summary", '{');
    add_counts(out, "codes", "code", task->codes);
    add_counts(out, "fields", "field", task->fields);
    json_stream_close(out, '}');
}

static void add_place(struct json_stream *out, const struct place *place)
{
    json_stream_open(out, NULL, '{');
    json_stream_text(out, "kind", place_kind_name(place->kind));
    json_stream_text(out, "id", place->id == NULL ? "" : place->id);
    add_if_known(out, "name", place->name);
    json_stream_text(out, "file", place->file == NULL ? "" : place->file);
    json_stream_number(out, "errors", place->n_errors);
    json_stream_number(out, "queries", place->n_queries);
    json_stream_close(out, '}');
}

static void add_places(struct json_stream *out, const GPtrArray *places)
{
    json_stream_open(out, "places", '[');
    for (guint i = 0; i < places->len; i++)
        add_place(out, places->pdata[i]);
    json_stream_close(out, ']');
}

/* The name of a file without its ending. */
static void add_name(struct json_stream *out, const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    char *dot = strrchr(base, '.');
    if (dot != NULL && dot != base)
        *dot = '\0';
    json_stream_text(out, "name", base);
}

static void add_task_stats(struct json_stream *out, const struct check_task *task)
{
    json_stream_open(out, "stats", '{');
    json_stream_number(out, "errors", task->n_errors);
    json_stream_number(out, "queries", task->n_queries);
    json_stream_number(out, "warnings", task->ignored != NULL);
    json_stream_number(out, "fields", task->labels == NULL ? 0 : g_strv_length(task->labels));
    json_stream_number(out, "rows", task->rows);
    json_stream_close(out, '}');
}

static void add_task(struct json_stream *out, const struct check_task *task)
{
    json_stream_open(out, NULL, '{');
    add_name(out, task->place);
    json_stream_text(out, "type", "table");
    json_stream_truth(out, "valid", task->n_errors == 0);
    json_stream_text(out, "place", task->place);
    add_if_known(out, "schema", task->extract);
    add_labels(out, task->labels);
    add_task_stats(out, task);
    add_summary(out, task);
    json_stream_open(out, "warnings", '[');
    if (task->ignored != NULL)
        json_stream_text(out, NULL, task->ignored);
    json_stream_close(out, ']');
    json_stream_open(out, "errors", '[');
    json_stream_elements(out, task->json.text->str);
    json_stream_close(out, ']');
    json_stream_close(out, '}');
}

static uint64_t count_queries(const GPtrArray *tasks)
{
    uint64_t n = 0;
    for (guint i = 0; i < tasks->len; i++)
        n += ((const struct check_task *)g_ptr_array_index(tasks, i))->n_queries;
    return n;
}

static void add_stats(struct json_stream *out, uint64_t errors, const GPtrArray *tasks)
{
    json_stream_open(out, "stats", '{');
    json_stream_number(out, "tasks", tasks->len);
    json_stream_number(out, "errors", errors);
    json_stream_number(out, "queries", count_queries(tasks));
    json_stream_number(out, "warnings", 0);
    json_stream_close(out, '}');
}

static void print_so_far(struct json_stream *out)
{
    fwrite(out->text->str, 1, out->text->len, stdout);
    g_string_truncate(out->text, 0);
}

void check_report_print_json(const struct check_report *report, const GPtrArray *tasks, const GPtrArray *places)
{
    const uint64_t errors = check_report_errors(report);
    g_autoptr(GString) text = g_string_new(NULL);
    struct json_stream out = {.text = text};
    json_stream_open(&out, NULL, '{');
    json_stream_truth(&out, "valid", errors == 0);
    add_stats(&out, errors, tasks);
    for (guint i = 0; i < 2; i++) {
        json_stream_open(&out, i == 0 ? "warnings" : "errors", '[');
        json_stream_close(&out, ']');
    }
    json_stream_open(&out, "tasks", '[');
    for (guint i = 0; i < tasks->len; i++) {
        add_task(&out, tasks->pdata[i]);
        print_so_far(&out);
    }
    json_stream_close(&out, ']');
    if (places != NULL)
        add_places(&out, places);
    json_stream_close(&out, '}');
    g_string_append_c(text, '\n');
    print_so_far(&out);
}
