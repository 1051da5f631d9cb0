#include "pipeline/check_report.h"

#include "pipeline/lib/shown.h"
#include "stages/check/placing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct check_report {
    bool is_json;
    gint64 limit;
    uint64_t n_findings, n_shown;
    GPtrArray *tasks; /* struct check_task *, in the order given */
    struct check_task *task;
    struct found_list *found; /* NULL: findings are not kept */
};

static int compare_names(gconstpointer a, gconstpointer b, gpointer user_data)
{
    (void)user_data;
    return strcmp(a, b);
}

static void free_task(gpointer data)
{
    struct check_task *task = data;
    g_free(task->place);
    g_free(task->extract);
    g_free(task->ignored);
    g_strfreev(task->labels);
    g_tree_unref(task->codes);
    g_tree_unref(task->fields);
    g_string_free(task->json.text, TRUE);
    g_free(task);
}

struct check_report *check_report_new(bool is_json, gint64 limit, struct found_list *found)
{
    struct check_report *report = g_new0(struct check_report, 1);
    report->is_json = is_json;
    report->limit = limit;
    report->found = found;
    report->tasks = g_ptr_array_new_with_free_func(free_task);
    return report;
}

void check_report_free(struct check_report *report)
{
    if (report == NULL)
        return;
    g_ptr_array_unref(report->tasks);
    g_free(report);
}

static struct check_task *find_task(const struct check_report *report, const char *place)
{
    for (guint i = 0; i < report->tasks->len; i++) {
        struct check_task *task = g_ptr_array_index(report->tasks, i);
        if (strcmp(task->place, place) == 0)
            return task;
    }
    return NULL;
}

struct check_task *check_report_begin(struct check_report *report, const char *place)
{
    report->task = find_task(report, place);
    if (report->task == NULL) {
        report->task = g_new0(struct check_task, 1);
        report->task->place = g_strdup(place);
        report->task->codes = g_tree_new_full(compare_names, NULL, g_free, g_free);
        report->task->fields = g_tree_new_full(compare_names, NULL, g_free, g_free);
        report->task->json.text = g_string_new(NULL);
        g_ptr_array_add(report->tasks, report->task);
    }
    if (report->found != NULL)
        found_list_begin(report->found, place);
    return report->task;
}

static void count_under(GTree *counts, const char *name, enum severity severity)
{
    struct finding_count *count = g_tree_lookup(counts, name);
    if (count == NULL) {
        count = g_new0(struct finding_count, 1);
        g_tree_insert(counts, g_strdup(name), count);
    }
    count->n++;
    count->n_errors += severity == SEVERITY_ERROR;
}

static void count(struct check_task *task, const struct finding *finding)
{
    count_under(task->codes, finding->code, finding->severity);
    count_under(task->fields, finding->field == NULL ? "" : finding->field, finding->severity);
    if (finding->severity == SEVERITY_ERROR)
        task->n_errors++;
    else
        task->n_queries++;
}

/* Line breaks of a cell would make two lines of a finding. */
static void print_on_one_line(const char *text)
{
    g_autofree char *shown = shown_on_one_line(text);
    fputs(shown, stdout);
}

static void print_place(const struct finding *finding)
{
    char letters[COLUMN_LETTERS_SIZE];
    if (finding->field != NULL && *finding->field != '\0') {
        fputs(" field ", stdout);
        print_on_one_line(finding->field);
    }
    if (finding->column > 0)
        printf("%s column %s", finding->field == NULL || *finding->field == '\0' ? "" : ",",
               finding_column_letters(finding->column, letters));
    if (finding->value != NULL) {
        fputs(" \"", stdout);
        print_on_one_line(finding->value);
        putchar('"');
    }
    if (finding->field != NULL || finding->column > 0 || finding->value != NULL)
        putchar(':');
}

/* A file as a whole is told at its first line, so that an editor can go there. */
static void print_finding(const struct check_task *task, const struct finding *finding)
{
    print_on_one_line(task->place);
    printf(":%" PRIu64 ": %s:", MAX(finding->line, 1), severity_name(finding->severity));
    print_place(finding);
    putchar(' ');
    print_on_one_line(finding->message);
    if (finding->action != NULL) {
        const bool is_ended = g_str_has_suffix(finding->message, ".") || g_str_has_suffix(finding->message, "?");
        fputs(is_ended ? " " : ". ", stdout);
        print_on_one_line(finding->action);
    }
    printf(" [%s]\n", finding->code);
}

void check_report_add(const struct finding *finding, void *data)
{
    struct check_report *report = data;
    count(report->task, finding);
    if (report->found != NULL)
        found_list_add(finding, report->found);
    report->n_findings++;
    if (report->n_shown >= (uint64_t)report->limit)
        return;
    report->n_shown++;
    if (report->is_json)
        check_report_add_json(&report->task->json, finding);
    else
        print_finding(report->task, finding);
}

bool check_report_knows_none(const struct check_report *report)
{
    for (guint i = 0; i < report->tasks->len; i++)
        if (((const struct check_task *)g_ptr_array_index(report->tasks, i))->ignored == NULL)
            return false;
    return true;
}

uint64_t check_report_errors(const struct check_report *report)
{
    uint64_t n = 0;
    for (guint i = 0; i < report->tasks->len; i++)
        n += ((const struct check_task *)g_ptr_array_index(report->tasks, i))->n_errors;
    return n;
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

static gboolean print_count(gpointer name, gpointer data, gpointer user_data)
{
    (void)user_data;
    const struct finding_count *count = data;
    const uint64_t n_queries = count->n - count->n_errors;
    shown_print(stdout, "    %-28s", *(const char *)name == '\0' ? "(row or file)" : (const char *)name);
    if (count->n_errors > 0)
        shown_print(stdout, " %8" PRIu64 " error%s%s", count->n_errors, plural(count->n_errors),
                    n_queries > 0 ? "," : "");
    if (n_queries > 0)
        shown_print(stdout, " %8" PRIu64 " quer%s", n_queries, n_queries == 1 ? "y" : "ies");
    shown_print(stdout, "\n");
    return FALSE;
}

static void print_task(const struct check_task *task)
{
    if (task->ignored != NULL) {
        shown_print(stdout, "  %s  %s\n", task->place, task->ignored);
        return;
    }
    shown_print(stdout, "  %s  %s%s%" PRIu64 " row%s, %" PRIu64 " error%s, %" PRIu64 " quer%s\n", task->place,
                task->extract == NULL ? "" : task->extract, task->extract == NULL ? "" : ": ", task->rows,
                plural(task->rows), task->n_errors, plural(task->n_errors), task->n_queries,
                task->n_queries == 1 ? "y" : "ies");
    if (task->n_errors + task->n_queries == 0)
        return;
    puts("    by code");
    g_tree_foreach(task->codes, print_count, NULL);
    puts("    by field");
    g_tree_foreach(task->fields, print_count, NULL);
}

static void print_word(const char *word)
{
    if (word != NULL)
        putchar(' ');
    print_on_one_line(word == NULL ? "" : word);
}

static void print_places(const GPtrArray *places)
{
    printf("  by school and team%s\n", places->len == 0 ? ": nothing found" : "");
    for (guint i = 0; i < places->len; i++) {
        const struct place *place = places->pdata[i];
        printf("    %s", place_kind_name(place->kind));
        print_word(place->kind == PLACE_UNKNOWN ? NULL : place->id);
        print_word(place->name);
        printf(": %" PRIu64 " error%s, %" PRIu64 " quer%s\n", place->n_errors, plural(place->n_errors),
               place->n_queries, place->n_queries == 1 ? "y" : "ies");
    }
}

static void print_summary(const struct check_report *report, const GPtrArray *places)
{
    if (report->n_shown < report->n_findings)
        printf("--limit-issues: %" PRIu64 " of %" PRIu64 " findings are shown; all are counted below.\n",
               report->n_shown, report->n_findings);
    const uint64_t errors = check_report_errors(report);
    printf("%s%u file%s checked: %s\n", report->n_shown > 0 ? "\n" : "", report->tasks->len, plural(report->tasks->len),
           errors > 0 ? "not valid" : "valid");
    for (guint i = 0; i < report->tasks->len; i++)
        print_task(g_ptr_array_index(report->tasks, i));
    if (places != NULL)
        print_places(places);
}

void check_report_end(struct check_report *report, const GPtrArray *places)
{
    if (report->is_json)
        check_report_print_json(report, report->tasks, places);
    else
        print_summary(report, places);
}
