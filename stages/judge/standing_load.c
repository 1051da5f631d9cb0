#include "stages/judge/standing_private.h"

#include "pipeline/lib/date.h"

#include <string.h>

typedef void (*take_row)(struct standing *standing, struct statement *row);

static const char *keep(struct standing *standing, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert_const(standing->texts, text);
}

static void *key_of(const char *text)
{
    return (void *)(uintptr_t)text;
}

static int32_t day_of(struct statement *row, int column)
{
    const char *text = statement_text(row, column);
    return text == NULL ? DATE_NONE : date_parse_iso(text, strlen(text));
}

/* The list of a measure in a table of lists, made when it has none. */
static GArray *list_of(struct standing *standing, GHashTable *lists, const char *name, guint size)
{
    const char *measure = keep(standing, name);
    GArray *list = g_hash_table_lookup(lists, measure);
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, size);
        g_hash_table_insert(lists, key_of(measure), list);
    }
    return list;
}

/* Rows come oldest first. */
static void take_target(struct standing *standing, struct statement *row)
{
    GArray *targets = list_of(standing, standing->targets, statement_text(row, 0), sizeof(struct target));
    const struct target target = {.from = day_of(row, 1),
                                  .value = statement_real(row, 2),
                                  .amber_within = statement_real(row, 3),
                                  .owner = keep(standing, statement_text(row, 4))};
    g_array_append_val(targets, target);
}

static void take_step(struct standing *standing, struct statement *row)
{
    GArray *steps = list_of(standing, standing->steps, statement_text(row, 0), sizeof(struct step));
    const struct step step = {day_of(row, 1), keep(standing, statement_text(row, 2))};
    g_array_append_val(steps, step);
}

static void take_baseline(struct standing *standing, struct statement *row)
{
    GArray *baselines = list_of(standing, standing->baselines, statement_text(row, 0), sizeof(struct baseline));
    const struct baseline baseline = {.label = keep(standing, statement_text(row, 1)),
                                      .date = day_of(row, 2),
                                      .has_numerator = !statement_is_null(row, 3),
                                      .has_denominator = !statement_is_null(row, 4),
                                      .numerator = statement_real(row, 3),
                                      .denominator = statement_real(row, 4),
                                      .value = statement_real(row, 5)};
    g_array_append_val(baselines, baseline);
}

static void take_comment(struct standing *standing, struct statement *row)
{
    struct comment *comment = g_new(struct comment, 1);
    *comment = (struct comment){keep(standing, statement_text(row, 1)), keep(standing, statement_text(row, 2)),
                                keep(standing, statement_text(row, 3))};
    g_hash_table_replace(standing->comments, key_of(keep(standing, statement_text(row, 0))), comment);
}

static void take_action(struct standing *standing, struct statement *row)
{
    const struct action action = {.ref = keep(standing, statement_text(row, 0)),
                                  .priority = keep(standing, statement_text(row, 1)),
                                  .text = keep(standing, statement_text(row, 2)),
                                  .measure = keep(standing, statement_text(row, 3)),
                                  .owner = keep(standing, statement_text(row, 4)),
                                  .status = keep(standing, statement_text(row, 5)),
                                  .note = keep(standing, statement_text(row, 6)),
                                  .complete_by = day_of(row, 7),
                                  .is_overdue = statement_integer(row, 8) != 0};
    g_array_append_val(standing->actions, action);
}

static enum geography geography_of(const char *name)
{
    return g_str_equal(name, "England")  ? GEOGRAPHY_ENGLAND
           : g_str_equal(name, "Region") ? GEOGRAPHY_REGION
                                         : GEOGRAPHY_COUNCIL;
}

static void take_benchmark(struct standing *standing, struct statement *row)
{
    const struct measured_benchmark benchmark = {
        .measure = keep(standing, statement_text(row, 0)),
        .benchmark = {.geography = geography_of(statement_text(row, 3)),
                      .breakdown = keep(standing, statement_text(row, 1)),
                      .category = keep(standing, statement_text(row, 2)),
                      .period = keep(standing, statement_text(row, 4)),
                      .period_end = day_of(row, 5),
                      .has_value = !statement_is_null(row, 6),
                      .value = statement_real(row, 6)},
    };
    g_array_append_val(standing->benchmarks, benchmark);
}

static void take_label(struct standing *standing, const char *split, struct statement *row, int rank)
{
    g_autofree char *key = g_strdup_printf("%s=%s", split, statement_text(row, 0));
    struct label *label = g_new(struct label, 1);
    *label = (struct label){keep(standing, statement_text(row, 1)), rank};
    g_hash_table_replace(standing->labels, key_of(keep(standing, key)), label);
}

static bool read_rows(struct standing *standing, struct db *db, const char *sql, const char *as_at, take_row take,
                      GError **error)
{
    struct statement *rows = db_prepare(db, NULL, sql, error);
    if (rows == NULL)
        return false;
    statement_bind(rows, "s", as_at);
    while (statement_next(rows))
        take(standing, rows);
    return statement_end(rows, error);
}

static bool read_labels(struct standing *standing, struct db *db, const char *split, const char *sql, bool is_ranked,
                        GError **error)
{
    struct statement *rows = db_prepare(db, NULL, sql, error);
    if (rows == NULL)
        return false;
    for (int rank = 0; statement_next(rows); rank++)
        if (!statement_is_null(rows, 0) && !statement_is_null(rows, 1))
            take_label(standing, split, rows, is_ranked ? rank : G_MAXINT);
    return statement_end(rows, error);
}

/* code_split_labels (split, list, order) names the code list that labels a split, and whether pages show its order
 * (split_labels.h). */
static bool read_code_labels(struct standing *standing, struct db *db, GError **error)
{
    struct statement *lists = db_prepare(
        db, NULL, "select split, list, coalesce(\"order\", '') from code_split_labels where split is not null", error);
    if (lists == NULL)
        return false;
    bool is_read = true;
    while (is_read && statement_next(lists)) {
        g_autofree char *sql =
            g_strdup_printf("select code, label from \"code_%s\" order by rowid", statement_text(lists, 1));
        is_read = read_labels(standing, db, statement_text(lists, 0), sql,
                              g_str_equal(statement_text(lists, 2), "listed"), error);
    }
    return statement_end(lists, error) && is_read;
}

/* What is read in order; ?1 is as-at. */
static const struct {
    const char *sql;
    take_row take;
} readings[] = {
    {"select measure, from_date, target, amber_within, owner from current_targets "
     "where from_date <= ?1 order by measure, from_date, row_id",
     take_target},
    {"select measure, date, reason from current_steps where date <= ?1 order by measure, date, row_id", take_step},
    {"select measure, label, date, numerator, denominator, value from current_baselines "
     "where date <= ?1 order by measure, date, row_id",
     take_baseline},
    {"select measure, text, author, actions from current_commentary where as_at = ?1 order by measure, row_id",
     take_comment},
    {"select ref, priority, action, measure, owner, status, note, complete_by, is_overdue from mart_action "
     "where ?1 is not null order by min(row_id) over (partition by priority), row_id",
     take_action},
    {"select measure, breakdown, category, geography, time_period, period_end, value from mart_benchmark "
     "where ?1 is not null order by measure, breakdown, category, geography, period_end",
     take_benchmark},
};

/* Splits whose labels stand in extracts, not in code lists. */
static const struct {
    const char *split, *sql;
} label_readings[] = {
    {"school", "select \"URN\", \"EstablishmentName\" from current_establishments order by row_id"},
    {"question", "select survey || '/' || question, wording || ' (' || survey || ')' from current_survey_questions "
                 "order by row_id"},
};

static struct standing *standing_new(const struct calendar *calendar)
{
    struct standing *standing = g_new0(struct standing, 1);
    standing->as_at = calendar->as_at;
    standing->texts = g_string_chunk_new(4096);
    standing->targets = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    standing->steps = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    standing->baselines = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    standing->comments = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    standing->labels = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    standing->benchmarks = g_array_new(FALSE, FALSE, sizeof(struct measured_benchmark));
    standing->actions = g_array_new(FALSE, FALSE, sizeof(struct action));
    standing->no_steps = g_array_new(FALSE, FALSE, sizeof(struct step));
    return standing;
}

struct standing *standing_load(struct db *db, const struct calendar *calendar, GError **error)
{
    struct standing *standing = standing_new(calendar);
    char as_at[DATE_TEXT_SIZE];
    date_format_iso(calendar->as_at, as_at);
    bool is_good = read_code_labels(standing, db, error);
    for (guint i = 0; is_good && i < G_N_ELEMENTS(readings); i++)
        is_good = read_rows(standing, db, readings[i].sql, as_at, readings[i].take, error);
    for (guint i = 0; is_good && i < G_N_ELEMENTS(label_readings); i++)
        is_good = read_labels(standing, db, label_readings[i].split, label_readings[i].sql, false, error);
    if (is_good)
        return standing;
    standing_free(standing);
    return NULL;
}

void standing_free(struct standing *standing)
{
    if (standing == NULL)
        return;
    g_hash_table_unref(standing->targets);
    g_hash_table_unref(standing->steps);
    g_hash_table_unref(standing->baselines);
    g_hash_table_unref(standing->comments);
    g_hash_table_unref(standing->labels);
    g_array_unref(standing->benchmarks);
    g_array_unref(standing->actions);
    g_array_unref(standing->no_steps);
    g_string_chunk_free(standing->texts);
    g_free(standing);
}
