#include "pipeline/check_report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct code_count {
    uint64_t n;
    enum severity severity; /* the graver one met */
};

struct check_report {
    bool is_json;
    gint64 limit;
    uint64_t n_findings, n_shown;
    GPtrArray *tasks; /* struct check_task *, in the order given */
    struct check_task *task;
};

static int compare_codes(gconstpointer a, gconstpointer b, gpointer user_data)
{
    (void)user_data;
    return strcmp(a, b);
}

static void free_task(gpointer data)
{
    struct check_task *task = data;
    g_free(task->place);
    g_free(task->extract);
    g_strfreev(task->labels);
    g_tree_unref(task->codes);
    g_string_free(task->json, TRUE);
    g_free(task);
}

struct check_report *check_report_new(bool is_json, gint64 limit)
{
    struct check_report *report = g_new0(struct check_report, 1);
    report->is_json = is_json;
    report->limit = limit;
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
        report->task->codes = g_tree_new_full(compare_codes, NULL, g_free, g_free);
        report->task->json = g_string_new(NULL);
        g_ptr_array_add(report->tasks, report->task);
    }
    return report->task;
}

static void count(struct check_task *task, const struct finding *finding)
{
    struct code_count *count = g_tree_lookup(task->codes, finding->code);
    if (count == NULL) {
        count = g_new0(struct code_count, 1);
        g_tree_insert(task->codes, g_strdup(finding->code), count);
    }
    count->n++;
    count->severity = MAX(count->severity, finding->severity);
    if (finding->severity == SEVERITY_ERROR)
        task->n_errors++;
    else
        task->n_queries++;
}

/* Line breaks of a cell would make two lines of a finding. */
static void print_on_one_line(const char *text)
{
    for (const char *at = text; *at != '\0';) {
        const char *stop = at;
        while ((unsigned char)*stop >= ' ' && *stop != 127)
            stop++;
        fwrite(at, 1, (size_t)(stop - at), stdout);
        if (*stop != '\0')
            putchar(' ');
        at = *stop == '\0' ? stop : stop + 1;
    }
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
        fputs(g_str_has_suffix(finding->message, ".") ? " " : ". ", stdout);
        print_on_one_line(finding->action);
    }
    printf(" [%s]\n", finding->code);
}

void check_report_add(const struct finding *finding, void *data)
{
    struct check_report *report = data;
    count(report->task, finding);
    report->n_findings++;
    if (report->n_shown >= (uint64_t)report->limit)
        return;
    report->n_shown++;
    if (!report->is_json) {
        print_finding(report->task, finding);
        return;
    }
    if (report->task->json->len > 0)
        g_string_append_c(report->task->json, ',');
    check_report_append_json(report->task->json, finding);
}

bool check_report_knows_none(const struct check_report *report)
{
    for (guint i = 0; i < report->tasks->len; i++)
        if (!((const struct check_task *)g_ptr_array_index(report->tasks, i))->is_ignored)
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

static gboolean print_code(gpointer code, gpointer data, gpointer user_data)
{
    (void)user_data;
    const struct code_count *count = data;
    printf("    %-28s %8" PRIu64 " %s\n", (const char *)code, count->n,
           count->severity == SEVERITY_ERROR ? "error" : "query");
    return FALSE;
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

static void print_task(const struct check_task *task)
{
    if (task->is_ignored) {
        printf("  %s  no extract knows a file of this name\n", task->place);
        return;
    }
    printf("  %s  %s%s%" PRIu64 " row%s, %" PRIu64 " error%s, %" PRIu64 " quer%s\n", task->place,
           task->extract == NULL ? "" : task->extract, task->extract == NULL ? "" : ": ", task->rows,
           plural(task->rows), task->n_errors, plural(task->n_errors), task->n_queries,
           task->n_queries == 1 ? "y" : "ies");
    g_tree_foreach(task->codes, print_code, NULL);
}

static void print_summary(const struct check_report *report)
{
    if (report->n_shown < report->n_findings)
        printf("--limit-issues: %" PRIu64 " of %" PRIu64 " findings are shown; all are counted below.\n",
               report->n_shown, report->n_findings);
    const uint64_t errors = check_report_errors(report);
    printf("%s%u file%s checked: %s\n", report->n_shown > 0 ? "\n" : "", report->tasks->len, plural(report->tasks->len),
           errors > 0 ? "not valid" : "valid");
    for (guint i = 0; i < report->tasks->len; i++)
        print_task(g_ptr_array_index(report->tasks, i));
}

void check_report_end(struct check_report *report)
{
    if (report->is_json)
        check_report_print_json(report, report->tasks);
    else
        print_summary(report);
}
