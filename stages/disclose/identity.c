#include "stages/disclose/identity.h"

#include "pipeline/lib/slip.h"
#include "stages/measure/sqlfile.h"

#include <string.h>

static const char *const columns[] = {"identity", "coefficient", "measure", "part", "breakdown", "category"};
enum column { COLUMN_IDENTITY, COLUMN_COEFFICIENT, COLUMN_MEASURE, COLUMN_PART, COLUMN_BREAKDOWN, COLUMN_CATEGORY };

/* One file on its way into the list. */
struct reading {
    GPtrArray *identities;
    const struct measures *measures;
    const struct sql_file *file;
    bool is_at_most, is_told, is_seen;
};

static void clear_term(gpointer data)
{
    struct identity_term *term = data;
    g_free(term->measure);
    g_free(term->breakdown);
    g_free(term->category);
}

static void free_identity(gpointer data)
{
    struct identity *identity = data;
    g_free(identity->name);
    g_array_unref(identity->terms);
    g_free(identity);
}

static bool check_columns(const struct sql_file *file, struct statement *statement, GError **error)
{
    bool is_good = statement_n_columns(statement) == (int)G_N_ELEMENTS(columns);
    for (int i = 0; is_good && i < (int)G_N_ELEMENTS(columns); i++)
        is_good = g_str_equal(statement_column_name(statement, i), columns[i]);
    return is_good ||
           sql_file_fail(file, "says", error,
                         "an identity gives the columns identity, coefficient, measure, part, breakdown, category");
}

static bool read_holds(struct reading *reading, GError **error)
{
    const char *text = sql_file_head(reading->file, "holds");
    reading->is_at_most = g_str_equal(text, "at most");
    reading->is_told = g_str_equal(text, "told");
    reading->is_seen = g_str_equal(text, "seen");
    return reading->is_at_most || reading->is_told || reading->is_seen || g_str_equal(text, "equal") ||
           sql_file_fail(reading->file, "holds", error, "holds is equal, at most, told or seen");
}

static bool read_part(const struct sql_file *file, const char *text, enum figure_part *part, GError **error)
{
    static const char *const names[] = {
        [PART_NUMERATOR] = "numerator", [PART_DENOMINATOR] = "denominator", [PART_REST] = "rest"};
    for (guint i = 0; text != NULL && i < N_PARTS; i++)
        if (g_str_equal(text, names[i])) {
            *part = (enum figure_part)i;
            return true;
        }
    return sql_file_fail_text(file, text == NULL ? "" : text, error,
                              "a part is numerator, denominator or rest, not '%s'", text == NULL ? "" : text);
}

static char *copy_cell(struct statement *row, enum column column)
{
    const char *text = statement_text(row, (int)column);
    return g_strdup(text == NULL ? "" : text);
}

/* The identity that the row belongs to: the last one, or a new one. */
static struct identity *identity_of_row(const struct reading *reading, struct statement *row)
{
    GPtrArray *identities = reading->identities;
    g_autofree char *key = copy_cell(row, COLUMN_IDENTITY);
    g_autofree char *name = g_strdup_printf("%s: %s", reading->file->name, key);
    struct identity *last = identities->len == 0 ? NULL : identities->pdata[identities->len - 1];
    if (last != NULL && g_str_equal(last->name, name))
        return last;
    struct identity *identity = g_new0(struct identity, 1);
    identity->name = g_steal_pointer(&name);
    identity->is_at_most = reading->is_at_most;
    identity->is_told = reading->is_told;
    identity->is_seen = reading->is_seen;
    identity->terms = g_array_new(FALSE, FALSE, sizeof(struct identity_term));
    g_array_set_clear_func(identity->terms, clear_term);
    g_ptr_array_add(identities, identity);
    return identity;
}

/* Its name must be an id: figures know no references. */
static const struct measure *find_measure(const struct sql_file *file, const struct measures *measures,
                                          const char *name, GError **error)
{
    const struct measure *measure = measures_find(measures, name);
    if (measure != NULL && g_str_equal(measure->id, name))
        return measure;
    struct slip slip = slip_begin(name);
    for (guint i = 0; i < measures_count(measures); i++)
        slip_consider(&slip, measures_at(measures, i)->id);
    const char *nearest = measure == NULL ? slip.nearest : measure->id;
    if (nearest == NULL)
        sql_file_fail_text(file, name, error, "there is no measure '%s' (scorecard list measures shows them)", name);
    else
        sql_file_fail_text(file, name, error, "there is no measure '%s': is '%s' meant?", name, nearest);
    return NULL;
}

/* Splits are known of measures that have been prepared, and whose extracts are there. */
static bool check_breakdown(const struct sql_file *file, const struct measure *measure, const char *breakdown,
                            GError **error)
{
    if (g_str_equal(breakdown, "all") || g_str_equal(breakdown, "*") || measure->splits == NULL ||
        g_strv_contains((const char *const *)measure->splits, breakdown))
        return true;
    g_auto(GStrv) splits = g_strsplit(breakdown, "|", -1);
    for (char **split = splits; *split != NULL; split++)
        if (!g_strv_contains((const char *const *)measure->splits, *split)) {
            g_autofree char *known = g_strjoinv(", ", measure->splits);
            return sql_file_fail_text(file, breakdown, error, "measure '%s' has no split '%s' (it has: %s)",
                                      measure->id, *split, known);
        }
    return g_strv_length(splits) <= 2 ||
           sql_file_fail_text(file, breakdown, error, "a breakdown is by two splits at most, not '%s'", breakdown);
}

/* As many categories as splits, parted as these are. A bar may stand inside a category that comes from data: then the
 * parts are more. */
static bool check_category(const struct sql_file *file, const char *breakdown, const char *category, GError **error)
{
    g_auto(GStrv) splits = g_strsplit(breakdown, "|", -1);
    g_auto(GStrv) categories = g_strsplit(category, "|", -1);
    const bool is_whole = g_str_equal(breakdown, "all") || g_str_equal(breakdown, "*");
    const guint n_splits = g_strv_length(splits), n_parts = g_strv_length(categories);
    if (is_whole && g_str_equal(breakdown, category))
        return true;
    if (!is_whole && (n_parts == n_splits || (n_parts > n_splits && !sql_file_quotes(file, category))))
        return true;
    return sql_file_fail_text(file, category, error, "the category '%s' is none of the breakdown '%s'", category,
                              breakdown);
}

static bool fail_coefficient(const struct sql_file *file, struct statement *row, GError **error)
{
    g_autofree char *identity = copy_cell(row, COLUMN_IDENTITY);
    g_autofree char *coefficient = copy_cell(row, COLUMN_COEFFICIENT);
    return sql_file_fail_text(file, identity, error, "a coefficient is a whole number other than 0, not '%s' in '%s'",
                              coefficient, identity);
}

static bool take_row(struct reading *reading, struct statement *row, GError **error)
{
    const struct sql_file *file = reading->file;
    struct identity_term term = {.coefficient = statement_integer(row, COLUMN_COEFFICIENT)};
    if (!read_part(file, statement_text(row, COLUMN_PART), &term.part, error))
        return false;
    if (!statement_is_integer(row, COLUMN_COEFFICIENT) || term.coefficient == 0)
        return fail_coefficient(file, row, error);
    g_autofree char *name = copy_cell(row, COLUMN_MEASURE);
    g_autofree char *breakdown = copy_cell(row, COLUMN_BREAKDOWN);
    g_autofree char *category = copy_cell(row, COLUMN_CATEGORY);
    const struct measure *measure = find_measure(file, reading->measures, name, error);
    if (measure == NULL || !check_breakdown(file, measure, breakdown, error) ||
        !check_category(file, breakdown, category, error))
        return false;
    term.measure = g_steal_pointer(&name);
    term.breakdown = g_steal_pointer(&breakdown);
    term.category = g_steal_pointer(&category);
    g_array_append_val(identity_of_row(reading, row)->terms, term);
    return true;
}

static bool take_rows(struct reading *reading, struct statement *rows, GError **error)
{
    if (!check_columns(reading->file, rows, error) || !read_holds(reading, error))
        return false;
    GError *fault = NULL;
    while (fault == NULL && statement_step(rows, &fault))
        take_row(reading, rows, &fault);
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

/* What moves by 1 in one term then moves by 1 in all. */
static bool check_coefficients(const struct sql_file *file, const struct identity *identity, GError **error)
{
    for (guint i = 0; identity->terms->len > 2 && i < identity->terms->len; i++)
        if (ABS(g_array_index(identity->terms, struct identity_term, i).coefficient) != 1)
            return sql_file_fail(file, "says", error, "with more than two terms a coefficient is 1 or -1, not in '%s'",
                                 identity->name);
    return true;
}

static bool check_identities(const struct sql_file *file, const GPtrArray *identities, GError **error)
{
    for (guint i = 0; i < identities->len; i++)
        if (!check_coefficients(file, identities->pdata[i], error))
            return false;
    return true;
}

static bool read_file(struct reading *reading, const char *path, struct db *db, GError **error)
{
    static const char *const required[] = {"says", "holds", NULL};
    struct sql_file *file = sql_file_load(path, error);
    if (file == NULL)
        return false;
    struct statement *rows =
        sql_file_check_head(file, required, required, error) ? sql_file_prepare(file, db, NULL, error) : NULL;
    reading->file = file;
    const bool is_done =
        rows != NULL && take_rows(reading, rows, error) && check_identities(file, reading->identities, error);
    statement_free(rows);
    sql_file_free(file);
    return is_done;
}

static bool read_files(struct reading *reading, const GPtrArray *paths, struct db *db, GError **error)
{
    for (guint i = 0; i < paths->len; i++)
        if (!read_file(reading, paths->pdata[i], db, error))
            return false;
    return true;
}

GPtrArray *identities_load(const struct project *project, const struct measures *measures, struct db *db,
                           GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(project, "stages/identities", ".sql", error);
    GPtrArray *identities = g_ptr_array_new_with_free_func(free_identity);
    struct reading reading = {.identities = identities, .measures = measures};
    if (paths != NULL && read_files(&reading, paths, db, error))
        return identities;
    g_ptr_array_unref(identities);
    return NULL;
}

bool identity_is_general(const struct identity *identity)
{
    return g_str_equal(g_array_index(identity->terms, struct identity_term, 0).category, "*");
}

bool identity_names(const struct identity *identity, const char *measure)
{
    for (guint i = 0; i < identity->terms->len; i++)
        if (g_str_equal(g_array_index(identity->terms, struct identity_term, i).measure, measure))
            return true;
    return false;
}
