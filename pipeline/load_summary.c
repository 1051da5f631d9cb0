#include "pipeline/load_summary.h"

#include "pipeline/lib/json_write.h"
#include "stages/measure/measure.h"

#include "stages/sql/newest_loads.sql.h"
#include "stages/sql/unknown_measure.sql.h"

#define NO_ROWS "there are no rows; "

const char *load_summary_empty(const struct load_result *result)
{
    if (result->status != LOAD_LOADED || result->loaded + result->rejected != 0)
        return NULL;
    if (result->kind == LOAD_REPLACE)
        return NO_ROWS "what this file is the whole of is empty now [no-rows]";
    if (result->kind == LOAD_PERIOD && result->period != NULL)
        return NO_ROWS "what this file is the whole of in its period is empty now [no-rows]";
    return NO_ROWS "nothing was added, and what was loaded before stays [no-rows]";
}

char *load_summary_fewer(const struct load_result *result)
{
    if (result->status != LOAD_LOADED || result->n_fewer == 0)
        return g_strdup("");
    return g_strdup_printf(", %" G_GUINT64_FORMAT " fewer than in the load before it (%" G_GUINT64_FORMAT " row%s, %s)",
                           result->n_fewer, result->before, result->before == 1 ? "" : "s", result->before_day);
}

static void warn_of_age(const struct context *context, const struct load_result *result)
{
    if (result->is_age_unsure)
        context_say(context,
                    "Warning: %s: left out, and it may be the newer: names tell that only by a date. Move one of the "
                    "two away, or write the day into both names (%s_2021-01-21.csv) [two-files]",
                    result->file, result->extract);
}

void load_summary_warn(const struct context *context, const struct load_result *result)
{
    if (load_result_is_gutted(result))
        context_say(context,
                    "Warning: %s: %" G_GUINT64_FORMAT " rows fewer than the %" G_GUINT64_FORMAT " loaded on %s, whose "
                    "place they take: is the file whole? If not, load the whole one [fewer-rows]",
                    result->file, result->n_fewer, result->before, result->before_day);
    if (load_result_is_all_rejected(result))
        context_say(context,
                    "Warning: %s: all %" G_GUINT64_FORMAT
                    " rows are rejected and none is loaded: the list of rejects says "
                    "why. An x-gate in the schema of %s would refuse such a file [no-rows]",
                    result->file, result->rejected, result->extract);
    warn_of_age(context, result);
}

static void say_loaded(const struct context *context, const struct load_result *result)
{
    g_autofree char *fewer = load_summary_fewer(result);
    context_say(context,
                "%s: %" G_GUINT64_FORMAT " row%s loaded, %" G_GUINT64_FORMAT " rejected, %" G_GUINT64_FORMAT
                " quer%s (%s%s%s, %s)%s",
                result->file, result->loaded, result->loaded == 1 ? "" : "s", result->rejected, result->n_queries,
                result->n_queries == 1 ? "y" : "ies", result->extract, result->period == NULL ? "" : " of ",
                result->period == NULL ? "" : result->period, result->encoding, fewer);
    if (result->message != NULL)
        context_say(context, "%s: %s", result->file, result->message);
}

void load_summary_say(const struct context *context, const struct load_result *result)
{
    if (result->status == LOAD_IGNORED)
        context_say(context, "%s: ignored: %s", result->file, result->message);
    else if (result->status == LOAD_REFUSED)
        context_say(context, "%s: refused: %s", result->file, result->message);
    else if (result->status == LOAD_UNCHANGED)
        context_say(context, "%s: unchanged since it was loaded", result->file);
    else
        say_loaded(context, result);
    load_summary_warn(context, result);
    const char *empty = load_summary_empty(result);
    if (empty != NULL)
        context_say(context, "%s: %s", result->file, empty);
}

/* Whether a file of the extract came: new, or known already. */
static bool has_come(const GArray *results, const char *extract)
{
    for (guint i = 0; i < results->len; i++) {
        const struct load_result *result = &g_array_index(results, struct load_result, i);
        if ((result->status == LOAD_LOADED || result->status == LOAD_UNCHANGED) &&
            g_str_equal(result->extract, extract))
            return true;
    }
    return false;
}

bool load_summary_say_older(const struct context *context, const GArray *results, GError **error)
{
    if (load_summary_count(results, LOAD_LOADED) == 0)
        return true;
    struct statement *loads = db_prepare(context->db, NULL, newest_loads_sql, error);
    if (loads == NULL)
        return false;
    g_autoptr(GString) older = g_string_new(NULL);
    while (statement_next(loads))
        if (!has_come(results, statement_text(loads, 0)))
            g_string_append_printf(older, "%s%s (%s, loaded on %s)", older->len == 0 ? "" : ", ",
                                   statement_text(loads, 0), statement_text(loads, 2), statement_text(loads, 1));
    if (older->len > 0)
        context_say(context, "No new file of these; what was loaded before is used: %s", older->str);
    return statement_end(loads, error);
}

/* Rows name measures by id alone: what a reference or a slip was meant to be. The caller frees. */
static char *unknown_hint(const struct measures *measures, const char *name)
{
    const struct measure *by_ref = measures_find(measures, name);
    if (by_ref != NULL)
        return g_strdup_printf(": it is the reference of \"%s\", write that", by_ref->id);
    return measures_nearest(measures, name);
}

static void say_row(const struct context *context, const struct measures *measures, struct statement *row)
{
    g_autofree char *hint = unknown_hint(measures, statement_text(row, 2));
    context_say(context, "Warning: %s:%s: there is no measure %s; the row is used nowhere%s", statement_text(row, 0),
                statement_text(row, 1), statement_text(row, 2), hint);
}

/* There is seldom a row to say, and then the measures need not be read again. */
static bool say_unknown(const struct context *context, struct statement *rows, GError **error)
{
    struct measures *measures = NULL;
    bool is_good = true;
    while (is_good && statement_next(rows)) {
        if (measures == NULL)
            measures = measures_load(context->catalog.project, error);
        is_good = measures != NULL;
        if (is_good)
            say_row(context, measures, rows);
    }
    measures_free(measures);
    return is_good;
}

bool load_summary_say_unknown(const struct context *context, GError **error)
{
    struct statement *rows = db_prepare(context->db, NULL, unknown_measure_sql, error);
    if (rows == NULL)
        return false;
    const bool is_good = say_unknown(context, rows, error);
    return statement_end(rows, is_good ? error : NULL) && is_good;
}

guint load_summary_count(const GArray *results, enum load_status status)
{
    guint n = 0;
    for (guint i = 0; i < results->len; i++)
        n += g_array_index(results, struct load_result, i).status == status;
    return n;
}

char *load_summary_of_checks(struct db *db, int64_t *found, GError **error)
{
    int64_t errors = 0, queries = 0;
    if (!db_get_integer(db, &errors, error, "select count(*) from check_issue where severity = 'error'") ||
        !db_get_integer(db, &queries, error, "select count(*) from check_issue where severity = 'query'"))
        return NULL;
    *found = errors + queries;
    return g_strdup_printf("Keys and checks over all loads: %" G_GINT64_FORMAT " error%s, %" G_GINT64_FORMAT " quer%s",
                           (gint64)errors, errors == 1 ? "" : "s", (gint64)queries, queries == 1 ? "y" : "ies");
}

static void add_result(JsonBuilder *builder, const struct load_result *result)
{
    const struct {
        const char *name;
        uint64_t value;
    } counts[] = {
        {"lines", result->lines},       {"header", result->header},     {"loaded", result->loaded},
        {"rejected", result->rejected}, {"blank", result->blank},       {"continued", result->continued},
        {"errors", result->n_errors},   {"queries", result->n_queries}, {"load_id", (uint64_t)result->load_id},
        {"fewer", result->n_fewer}};
    json_builder_begin_object(builder);
    json_add_text(builder, "file", result->file);
    json_add_text(builder, "extract", result->extract);
    json_add_text(builder, "status", load_status_name(result->status));
    json_add_text(builder, "sha256", result->sha256);
    json_add_text(builder, "period", result->period);
    json_add_text(builder, "encoding", result->encoding);
    json_add_text(builder, "message", result->message);
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        json_add_integer(builder, counts[i].name, (gint64)counts[i].value);
    json_builder_end_object(builder);
}

void load_summary_print_json(const GArray *results, const char *out, char *const *reports)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "files");
    json_builder_begin_array(builder);
    for (guint i = 0; i < results->len; i++)
        add_result(builder, &g_array_index(results, struct load_result, i));
    json_builder_end_array(builder);
    if (out != NULL)
        json_add_text(builder, "out", out);
    if (reports != NULL)
        json_add_texts(builder, "reports", reports);
    json_builder_end_object(builder);
    json_built_print(builder);
}
