#include "stages/sample/case_facts.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/place.h"
#include "stages/measure/sqlfile.h"

#include <string.h>

struct fact_files {
    GPtrArray *list; /* struct sql_file *, by order, then by name */
};

struct case_facts {
    GHashTable *cases; /* case_id → GArray of struct case_fact */
    GStringChunk *texts;
};

/* One file's query. */
struct reading {
    struct case_facts *facts;
    const struct sql_file *file;
    struct statement *statement;
    int case_id;
    GHashTable *rows; /* case_id → number of rows so far, as a pointer */
};

static void free_file(gpointer file)
{
    sql_file_free(file);
}

static guint64 order_of(const struct sql_file *file)
{
    return g_ascii_strtoull(sql_file_head(file, "order"), NULL, 10);
}

static int compare_files(const void *a, const void *b)
{
    const struct sql_file *first = *(struct sql_file *const *)a, *second = *(struct sql_file *const *)b;
    if (order_of(first) != order_of(second))
        return order_of(first) < order_of(second) ? -1 : 1;
    return strcmp(first->name, second->name);
}

static bool check_head(const struct sql_file *file, GError **error)
{
    static const char *const required[] = {"title", "order", NULL};
    static const char *const allowed[] = {"title", "order", "personal", NULL};
    if (!sql_file_check_head(file, required, allowed, error))
        return false;
    const char *order = sql_file_head(file, "order"), *personal = sql_file_head(file, "personal");
    if (strspn(order, "0123456789") != strlen(order))
        return sql_file_fail(file, "order", error, "'%s' is no number", order);
    if (personal != NULL && !g_str_equal(personal, "yes") && !g_str_equal(personal, "no"))
        return sql_file_fail(file, "personal", error, "'%s' is neither yes nor no", personal);
    return true;
}

static bool is_personal_file(const struct sql_file *file)
{
    return g_strcmp0(sql_file_head(file, "personal"), "yes") == 0;
}

/* NULL at a fault. */
static struct sql_file *load_file(const char *path, GError **error)
{
    struct sql_file *file = sql_file_load(path, error);
    if (file == NULL || check_head(file, error))
        return file;
    sql_file_free(file);
    return NULL;
}

struct fact_files *fact_files_load(const struct project *project, bool is_personal, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(project, "stages/facts", ".sql", error);
    if (paths == NULL)
        return NULL;
    struct fact_files *files = g_new0(struct fact_files, 1);
    files->list = g_ptr_array_new_with_free_func(free_file);
    for (guint i = 0; i < paths->len; i++) {
        struct sql_file *file = load_file(paths->pdata[i], error);
        if (file == NULL) {
            fact_files_free(files);
            return NULL;
        }
        if (is_personal || !is_personal_file(file))
            g_ptr_array_add(files->list, file);
        else
            sql_file_free(file);
    }
    g_ptr_array_sort(files->list, compare_files);
    return files;
}

void fact_files_free(struct fact_files *files)
{
    if (files == NULL)
        return;
    g_ptr_array_unref(files->list);
    g_free(files);
}

static bool fill_cases(struct db *db, const GArray *cases, GError **error)
{
    struct statement *insert =
        db_prepare(db, NULL, "insert into temp.sampled_case values (?, nullif(?, 0), ?, ?)", error);
    bool is_done = insert != NULL;
    for (guint i = 0; i < cases->len && is_done; i++) {
        const struct fact_case *fact_case = &g_array_index(cases, struct fact_case, i);
        char on_date[DATE_TEXT_SIZE];
        date_format_iso(fact_case->on_date, on_date);
        statement_bind(insert, "slss", fact_case->case_id, fact_case->row_id, fact_case->extract, on_date);
        is_done = statement_run(insert, error);
    }
    statement_free(insert);
    return is_done;
}

/* One space between words and none around them: cells of a workbook are read by people. */
static const char *tidy(struct case_facts *facts, const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n", -1);
    g_autoptr(GString) tidied = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
            g_string_append_printf(tidied, "%s%s", tidied->len == 0 ? "" : " ", *word);
    return g_string_chunk_insert_const(facts->texts, tidied->str);
}

static struct case_fact read_fact(const struct reading *reading, int column, guint number)
{
    struct statement *row = reading->statement;
    const char *text = statement_text(row, column);
    struct case_fact fact = {
        .title = sql_file_head(reading->file, "title"),
        .number = number,
        .name = g_string_chunk_insert_const(reading->facts->texts, statement_column_name(row, column)),
        .kind = FACT_NONE,
        .text = text == NULL ? NULL : tidy(reading->facts, text),
    };
    if (fact.text == NULL || *fact.text == '\0')
        return fact;
    const int32_t day = date_parse_iso(fact.text, strlen(fact.text));
    fact.kind = day != DATE_NONE ? FACT_DATE : FACT_TEXT;
    fact.value = day;
    if (statement_is_integer(row, column) || statement_is_real(row, column)) {
        fact.kind = FACT_NUMBER;
        fact.value = statement_real(row, column);
    }
    return fact;
}

static GArray *facts_of(struct case_facts *facts, const char *case_id)
{
    GArray *list = g_hash_table_lookup(facts->cases, case_id);
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(struct case_fact));
        g_hash_table_insert(facts->cases, g_strdup(case_id), list);
    }
    return list;
}

static void take_row(struct reading *reading)
{
    const char *case_id = statement_text(reading->statement, reading->case_id);
    if (case_id == NULL)
        return;
    GArray *list = facts_of(reading->facts, case_id);
    const guint number = GPOINTER_TO_UINT(g_hash_table_lookup(reading->rows, case_id)) + 1;
    g_hash_table_insert(reading->rows, g_strdup(case_id), GUINT_TO_POINTER(number));
    for (int column = 0; column < statement_n_columns(reading->statement); column++) {
        if (column == reading->case_id)
            continue;
        const struct case_fact fact = read_fact(reading, column, number);
        g_array_append_val(list, fact);
    }
}

static int find_case_id(struct statement *statement)
{
    for (int column = 0; column < statement_n_columns(statement); column++)
        if (g_str_equal(statement_column_name(statement, column), "case_id"))
            return column;
    return -1;
}

/* Facts of a query of which the case has several rows are told apart by number. */
static void mark_numbered(struct reading *reading)
{
    GHashTableIter iterator;
    void *case_id, *n_rows;
    g_hash_table_iter_init(&iterator, reading->rows);
    while (g_hash_table_iter_next(&iterator, &case_id, &n_rows)) {
        GArray *list = facts_of(reading->facts, case_id);
        for (guint i = 0; i < list->len; i++) {
            struct case_fact *fact = &g_array_index(list, struct case_fact, i);
            if (fact->title == sql_file_head(reading->file, "title"))
                fact->is_numbered = GPOINTER_TO_UINT(n_rows) > 1;
        }
    }
}

static bool take_rows(struct reading *reading, GError **error)
{
    GError *fault = NULL;
    reading->case_id = find_case_id(reading->statement);
    if (reading->case_id < 0)
        return place_fail(reading->file->path, reading->file->text, reading->file->body, error,
                          "the query returns no column 'case_id'");
    while (statement_step(reading->statement, &fault))
        take_row(reading);
    mark_numbered(reading);
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

static bool read_file(struct case_facts *facts, const struct sql_file *file, struct db *db,
                      const struct measures *measures, GError **error)
{
    g_autoptr(GHashTable) reads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct reading reading = {.facts = facts, .file = file};
    reading.statement = sql_file_prepare(file, db, reads, error);
    if (reading.statement == NULL)
        return false;
    statement_free(reading.statement);
    if (!measures_materialise(measures, db, reads, error))
        return false;
    reading.statement = sql_file_prepare(file, db, NULL, error);
    reading.rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const bool is_done = reading.statement != NULL && take_rows(&reading, error);
    g_hash_table_unref(reading.rows);
    statement_free(reading.statement);
    return is_done;
}

struct case_facts *case_facts_read(const struct fact_files *files, struct db *db, const struct measures *measures,
                                   const GArray *cases, GError **error)
{
    struct case_facts *facts = g_new0(struct case_facts, 1);
    facts->cases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    facts->texts = g_string_chunk_new(4096);
    bool is_done = fill_cases(db, cases, error);
    for (guint i = 0; i < files->list->len && is_done; i++)
        is_done = read_file(facts, files->list->pdata[i], db, measures, error);
    if (is_done)
        return facts;
    case_facts_free(facts);
    return NULL;
}

void case_facts_free(struct case_facts *facts)
{
    if (facts == NULL)
        return;
    g_hash_table_unref(facts->cases);
    g_string_chunk_free(facts->texts);
    g_free(facts);
}

const GArray *case_facts_of(const struct case_facts *facts, const char *case_id)
{
    return g_hash_table_lookup(facts->cases, case_id);
}

const char *case_facts_text(const struct case_facts *facts, const char *case_id, const char *name)
{
    const GArray *list = case_facts_of(facts, case_id);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct case_fact *fact = &g_array_index(list, struct case_fact, i);
        if (fact->kind != FACT_NONE && g_str_equal(fact->name, name))
            return fact->text;
    }
    return NULL;
}
