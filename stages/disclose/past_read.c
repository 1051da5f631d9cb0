/* Reads figures.csv as a run wrote it. */
#include "stages/disclose/past_private.h"

#include "pipeline/lib/csv.h"
#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"

#include <string.h>

enum column {
    COLUMN_MEASURE,
    COLUMN_REF,
    COLUMN_START,
    COLUMN_END,
    COLUMN_BREAKDOWN,
    COLUMN_CATEGORY,
    COLUMN_NUMERATOR,
    COLUMN_DENOMINATOR,
    COLUMN_VALUE,
    COLUMN_UNIT,
    COLUMN_SYMBOL,
    N_COLUMNS
};

static const char *const header[N_COLUMNS] = {"measure",   "ref",      "period_start", "period_end",
                                              "breakdown", "category", "numerator",    "denominator",
                                              "value",     "unit",     "symbol"};

/* One file on its way into the past. */
struct reading {
    struct past *past;
    struct edition *edition;
    const struct measures *measures;
    struct csv_record record;
    gint64 threshold;
    const char *written, *measure; /* the name of a measure as the file has it, and as it is called today */
};

static bool fail(const struct reading *reading, GError **error, const char *what)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA, "%s:%" G_GUINT64_FORMAT ": %s", reading->edition->path,
                reading->record.line, what);
    return false;
}

static bool check_header(const struct reading *reading, GError **error)
{
    bool is_good = reading->record.n_cells == N_COLUMNS;
    for (guint i = 0; is_good && i < N_COLUMNS; i++)
        is_good = csv_cell_is(&reading->record.cells[i], header[i]);
    return is_good ||
           fail(reading, error,
                "this is no figures.csv of a run: its first line has to be "
                "measure,ref,period_start,period_end,breakdown,category,numerator,denominator,value,unit,symbol");
}

static bool read_day(const struct reading *reading, enum column column, int32_t *day, GError **error)
{
    const struct csv_cell *cell = &reading->record.cells[column];
    *day = date_parse_iso(cell->text, cell->length);
    return *day != DATE_NONE || fail(reading, error, "a day is written as 2021-01-21, as the run wrote it");
}

/* A whole number as the run writes it; an empty cell is none. */
static bool read_number(const struct reading *reading, enum column column, bool *has, int64_t *number, GError **error)
{
    const struct csv_cell *cell = &reading->record.cells[column];
    *has = cell->length > 0;
    *number = 0;
    if (!*has)
        return true;
    g_autofree char *text = g_strndup(cell->text, cell->length);
    char *end = NULL;
    *number = g_ascii_strtoll(text, &end, 10);
    return (*end == '\0' && cell->length < 19 && (g_ascii_isdigit(*text) || *text == '-')) ||
           fail(reading, error, "a numerator or denominator is a whole number, as the run wrote it");
}

/* Texts are kept once, and most rows have those of the row before. */
static const char *keep(const struct reading *reading, enum column column, const char *before)
{
    const struct csv_cell *cell = &reading->record.cells[column];
    if (before != NULL && csv_cell_is(cell, before))
        return before;
    g_autofree char *text = g_strndup(cell->text, cell->length);
    return g_string_chunk_insert_const(reading->past->texts, text);
}

/* A measure that was renamed since has its reference still. */
static const char *find_name(const struct reading *reading, const char *written)
{
    const struct csv_cell *cell = &reading->record.cells[COLUMN_REF];
    if (reading->measures == NULL)
        return written;
    g_autofree char *ref = g_strndup(cell->text, cell->length);
    const struct measure *own = measures_find(reading->measures, written);
    const struct measure *same = own == NULL ? measures_find(reading->measures, ref) : NULL;
    return same != NULL && g_str_equal(same->ref, ref) ? same->id : written;
}

static const char *keep_measure(struct reading *reading)
{
    const char *written = keep(reading, COLUMN_MEASURE, reading->written);
    if (written != reading->written)
        reading->measure = find_name(reading, written);
    reading->written = written;
    return reading->measure;
}

static bool is_symbol(const struct csv_cell *cell)
{
    static const char *const symbols[] = {"", "c", "z", "x", "low", "u"};
    for (guint i = 0; i < G_N_ELEMENTS(symbols); i++)
        if (csv_cell_is(cell, symbols[i]))
            return true;
    return false;
}

static bool is_small(const struct reading *reading, int64_t number)
{
    return number > 0 && number < reading->threshold;
}

static void count_row(const struct reading *reading, const struct past_row *row, bool is_hidden)
{
    struct edition *edition = reading->edition;
    edition->n_hidden += is_hidden;
    edition->n_small += !is_hidden && is_small(reading, row->numbers[0]);
    edition->n_small += !is_hidden && is_small(reading, row->numbers[1]);
}

static bool read_row(struct reading *reading, GError **error)
{
    GArray *rows = reading->edition->rows;
    const struct csv_cell *cells = reading->record.cells;
    const struct past_row none = {.measure = NULL};
    const struct past_row *before = rows->len == 0 ? &none : &g_array_index(rows, struct past_row, rows->len - 1);
    if (reading->record.n_cells != N_COLUMNS || reading->record.fault != CSV_FAULT_NONE)
        return fail(reading, error, "a row of figures.csv has eleven cells");
    struct past_row row = {
        .measure = keep_measure(reading),
        .breakdown = keep(reading, COLUMN_BREAKDOWN, before->breakdown),
        .category = keep(reading, COLUMN_CATEGORY, before->category),
    };
    if (!is_symbol(&cells[COLUMN_SYMBOL]))
        return fail(reading, error, "a symbol is c, z, x, low, u or empty");
    if (!read_day(reading, COLUMN_START, &row.start, error) || !read_day(reading, COLUMN_END, &row.end, error) ||
        !read_number(reading, COLUMN_NUMERATOR, &row.is_told[0], &row.numbers[0], error) ||
        !read_number(reading, COLUMN_DENOMINATOR, &row.is_told[1], &row.numbers[1], error))
        return false;
    if (row.end < row.start)
        return fail(reading, error, "a period ends on its first day or later");
    const bool is_hidden = csv_cell_is(&cells[COLUMN_SYMBOL], "c");
    for (guint part = 0; part < G_N_ELEMENTS(row.is_told); part++)
        row.is_told[part] = row.is_told[part] || !is_hidden; /* of a rate of no cases, that none did */
    count_row(reading, &row, is_hidden);
    if (!csv_cell_is(&cells[COLUMN_SYMBOL], "x"))
        g_array_append_val(rows, row);
    return true;
}

static bool read_rows(struct reading *reading, struct csv_reader *reader, GError **error)
{
    struct csv_record *record = &reading->record;
    GError *fault = NULL;
    bool is_good = true;
    for (bool is_first = true; is_good && csv_reader_next(reader, record, &fault); is_first = false)
        is_good = is_first ? check_header(reading, &fault) : record->is_blank || read_row(reading, &fault);
    if (fault == NULL && reading->edition->rows->len == 0) {
        record->line = 1;
        fail(reading, &fault, "there is no figure in it");
    }
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

static void free_edition(gpointer data)
{
    struct edition *edition = data;
    g_free(edition->path);
    g_array_unref(edition->rows);
    g_array_unref(edition->windows);
    g_hash_table_unref(edition->breakdowns);
    g_free(edition);
}

static struct edition *new_edition(const char *path)
{
    struct edition *edition = g_new0(struct edition, 1);
    edition->path = g_strdup(path);
    edition->rows = g_array_new(FALSE, FALSE, sizeof(struct past_row));
    edition->windows = g_array_new(FALSE, FALSE, sizeof(struct past_window));
    edition->breakdowns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return edition;
}

/* What was given away unhidden cannot be taken back, and most likely it is the wrong file. */
static bool refuse_unsuppressed(const struct edition *edition, GError **error)
{
    if (edition->n_hidden > 0 || edition->n_small == 0)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                "%s: nothing is hidden in it, though it tells small numbers: it is of a run with --unsuppressed, which "
                "is not for publication. Name the one that was given away; if this was, no later edition can hide what "
                "it told, and it is of no use here",
                edition->path);
    return false;
}

static bool read_edition(struct past *past, const char *path, const struct measures *measures, gint64 threshold,
                         GError **error)
{
    const struct csv_options options = {CSV_ENCODING_UTF8, ',', '"'};
    struct csv_reader *reader = csv_reader_open(path, &options, error);
    if (reader == NULL)
        return false;
    struct edition *edition = new_edition(path);
    g_ptr_array_add(past->editions, edition);
    struct reading reading = {.past = past, .edition = edition, .measures = measures, .threshold = threshold};
    const bool is_good = read_rows(&reading, reader, error) && refuse_unsuppressed(edition, error);
    const char *sha256 = is_good ? csv_reader_sha256(reader, error) : NULL;
    if (sha256 != NULL)
        g_strlcpy(edition->sha256, sha256, sizeof edition->sha256);
    csv_reader_close(reader);
    return sha256 != NULL;
}

static void keep_distinct(GArray *array, GCompareFunc compare)
{
    const guint size = g_array_get_element_size(array);
    guint n = 0;
    g_array_sort(array, compare);
    for (guint i = 0; i < array->len; i++) {
        char *at = array->data + (gsize)i * size;
        if (n > 0 && compare(array->data + (gsize)(n - 1) * size, at) == 0)
            continue;
        memmove(array->data + (gsize)n++ * size, at, size);
    }
    g_array_set_size(array, n);
}

static int compare_lines(gconstpointer a, gconstpointer b)
{
    const struct past_line *first = a, *second = b;
    const int measure = strcmp(first->measure, second->measure);
    const int breakdown = measure != 0 ? measure : strcmp(first->breakdown, second->breakdown);
    return breakdown != 0 ? breakdown : strcmp(first->category, second->category);
}

/* What is asked of an edition, from its rows. */
static void index_edition(struct past *past, struct edition *edition)
{
    for (guint i = 0; i < edition->rows->len; i++) {
        const struct past_row *row = &g_array_index(edition->rows, struct past_row, i);
        const struct past_window window = {row->measure, row->start, row->end};
        const struct past_line line = {row->measure, row->breakdown, row->category};
        g_array_append_val(edition->windows, window);
        if (!past_has_breakdown(edition, row->measure, row->breakdown))
            g_hash_table_add(edition->breakdowns, g_strconcat(row->measure, "\n", row->breakdown, NULL));
        if (!row->is_told[0] || !row->is_told[1])
            g_array_append_val(past->hidden_lines, line);
    }
    g_array_sort(edition->rows, past_compare_rows);
    keep_distinct(edition->windows, past_compare_windows);
}

struct past *past_read(char *const *paths, const struct measures *measures, gint64 threshold, GError **error)
{
    struct past *past = g_new0(struct past, 1);
    past->editions = g_ptr_array_new_with_free_func(free_edition);
    past->texts = g_string_chunk_new(4096);
    past->hidden_lines = g_array_new(FALSE, FALSE, sizeof(struct past_line));
    past->periods = g_array_new(FALSE, FALSE, sizeof(struct period));
    for (; *paths != NULL; paths++)
        if (!read_edition(past, *paths, measures, threshold, error)) {
            past_free(past);
            return NULL;
        }
    for (guint i = 0; i < past->editions->len; i++)
        index_edition(past, past->editions->pdata[i]);
    keep_distinct(past->hidden_lines, compare_lines);
    return past;
}

void past_free(struct past *past)
{
    if (past == NULL)
        return;
    g_ptr_array_unref(past->editions);
    g_string_chunk_free(past->texts);
    g_array_unref(past->hidden_lines);
    g_array_unref(past->periods);
    g_free(past);
}
