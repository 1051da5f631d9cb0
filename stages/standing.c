#include "stages/standing.h"

#include "pipeline/lib/date.h"

#include <string.h>

struct measured_benchmark {
    const char *measure;
    struct benchmark benchmark;
};

struct label {
    const char *text;
    int rank;
};

struct standing {
    int32_t as_at;
    GHashTable *targets;  /* measure → GArray of struct target, in order of date */
    GHashTable *steps;    /* measure → GArray of struct step */
    GHashTable *comments; /* measure → text */
    GHashTable *labels;   /* "split=category" → struct label */
    GArray *benchmarks;   /* struct measured_benchmark, by measure, category, geography, period_end */
    GArray *no_steps;
    GStringChunk *texts;
};

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

static void take_comment(struct standing *standing, struct statement *row)
{
    g_hash_table_replace(standing->comments, key_of(keep(standing, statement_text(row, 0))),
                         key_of(keep(standing, statement_text(row, 1))));
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
    if (as_at != NULL)
        statement_bind(rows, "s", as_at);
    g_autoptr(GError) problem = NULL;
    while (statement_step(rows, &problem))
        take(standing, rows);
    statement_free(rows);
    if (problem == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

static bool read_labels(struct standing *standing, struct db *db, const char *split, const char *sql, bool is_ranked,
                        GError **error)
{
    struct statement *rows = db_prepare(db, NULL, sql, error);
    if (rows == NULL)
        return false;
    g_autoptr(GError) problem = NULL;
    for (int rank = 0; statement_step(rows, &problem); rank++)
        if (!statement_is_null(rows, 0) && !statement_is_null(rows, 1))
            take_label(standing, split, rows, is_ranked ? rank : G_MAXINT);
    statement_free(rows);
    if (problem == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

/* code_split_labels (split, list, order) names the code list that labels a split, and whether pages show its order. */
static bool read_code_labels(struct standing *standing, struct db *db, GError **error)
{
    struct statement *lists = db_prepare(db, NULL, "select split, list, \"order\" from code_split_labels", error);
    if (lists == NULL)
        return false;
    g_autoptr(GError) problem = NULL;
    bool is_read = true;
    while (is_read && statement_step(lists, &problem)) {
        g_autofree char *sql =
            g_strdup_printf("select code, label from \"code_%s\" order by rowid", statement_text(lists, 1));
        is_read = read_labels(standing, db, statement_text(lists, 0), sql,
                              g_str_equal(statement_text(lists, 2), "listed"), error);
    }
    statement_free(lists);
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    return is_read;
}

struct standing *standing_load(struct db *db, const struct project *project, const struct calendar *calendar,
                               GError **error)
{
    (void)project;
    struct standing *standing = g_new0(struct standing, 1);
    standing->as_at = calendar->as_at;
    standing->texts = g_string_chunk_new(4096);
    standing->targets = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    standing->steps = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    standing->comments = g_hash_table_new(g_str_hash, g_str_equal);
    standing->labels = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    standing->benchmarks = g_array_new(FALSE, FALSE, sizeof(struct measured_benchmark));
    standing->no_steps = g_array_new(FALSE, FALSE, sizeof(struct step));
    char as_at[DATE_TEXT_SIZE];
    date_format_iso(calendar->as_at, as_at);
    if (read_rows(standing, db,
                  "select measure, from_date, target, amber_within, owner from current_targets "
                  "where from_date <= ?1 order by measure, from_date, row_id",
                  as_at, take_target, error) &&
        read_rows(standing, db,
                  "select measure, date, reason from current_steps where date <= ?1 "
                  "order by measure, date, row_id",
                  as_at, take_step, error) &&
        read_rows(standing, db,
                  "select measure, text from current_commentary where as_at = ?1 order by measure, row_id", as_at,
                  take_comment, error) &&
        read_rows(standing, db,
                  "select measure, breakdown, category, geography, time_period, period_end, value from mart_benchmark "
                  "order by measure, breakdown, category, geography, period_end",
                  NULL, take_benchmark, error) &&
        read_code_labels(standing, db, error) &&
        read_labels(standing, db, "school",
                    "select \"URN\", \"EstablishmentName\" from current_establishments order by row_id", false, error))
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
    g_hash_table_unref(standing->comments);
    g_hash_table_unref(standing->labels);
    g_array_unref(standing->benchmarks);
    g_array_unref(standing->no_steps);
    g_string_chunk_free(standing->texts);
    g_free(standing);
}

const struct target *standing_target_at(const struct standing *standing, const char *measure, int32_t day)
{
    const GArray *targets = g_hash_table_lookup(standing->targets, measure);
    for (guint i = targets == NULL ? 0 : targets->len; i > 0; i--) {
        const struct target *target = &g_array_index(targets, struct target, i - 1);
        if (target->from <= day)
            return target;
    }
    return NULL;
}

const struct target *standing_target(const struct standing *standing, const char *measure)
{
    return standing_target_at(standing, measure, standing->as_at);
}

const GArray *standing_steps(const struct standing *standing, const char *measure)
{
    const GArray *steps = g_hash_table_lookup(standing->steps, measure);
    return steps == NULL ? standing->no_steps : steps;
}

bool standing_benchmark(const struct standing *standing, const char *measure, const char *breakdown,
                        const char *category, enum geography geography, struct benchmark *benchmark)
{
    bool is_published = false;
    *benchmark = (struct benchmark){.geography = geography, .breakdown = breakdown, .category = category};
    for (guint i = 0; i < standing->benchmarks->len; i++) {
        const struct measured_benchmark *row = &g_array_index(standing->benchmarks, struct measured_benchmark, i);
        if (!g_str_equal(row->measure, measure) || row->benchmark.geography != geography ||
            !g_str_equal(row->benchmark.breakdown, breakdown) || !g_str_equal(row->benchmark.category, category))
            continue;
        is_published = true;
        if (row->benchmark.period_end <= standing->as_at)
            *benchmark = row->benchmark;
    }
    return is_published;
}

static int compare_benchmarks(const void *a, const void *b)
{
    const struct benchmark *left = a, *right = b;
    return left->period_end != right->period_end
               ? (left->period_end > right->period_end) - (left->period_end < right->period_end)
               : (int)left->geography - (int)right->geography;
}

GArray *standing_published(const struct standing *standing, const char *measure)
{
    GArray *published = g_array_new(FALSE, FALSE, sizeof(struct benchmark));
    for (guint i = 0; i < standing->benchmarks->len; i++) {
        const struct measured_benchmark *row = &g_array_index(standing->benchmarks, struct measured_benchmark, i);
        if (g_str_equal(row->measure, measure) && g_str_equal(row->benchmark.breakdown, "all") &&
            row->benchmark.period_end <= standing->as_at)
            g_array_append_val(published, row->benchmark);
    }
    g_array_sort(published, compare_benchmarks);
    return published;
}

const char *standing_comment(const struct standing *standing, const char *measure)
{
    return g_hash_table_lookup(standing->comments, measure);
}

static const struct label *find_label(const struct standing *standing, const char *split, const char *category)
{
    g_autofree char *key = g_strdup_printf("%s=%s", split, category);
    return g_hash_table_lookup(standing->labels, key);
}

const char *standing_label(const struct standing *standing, const char *split, const char *category)
{
    const struct label *label = find_label(standing, split, category);
    return label != NULL ? label->text : g_str_equal(category, "unknown") ? "Unknown" : category;
}

int standing_rank(const struct standing *standing, const char *split, const char *category)
{
    const struct label *label = find_label(standing, split, category);
    return label == NULL ? G_MAXINT : label->rank;
}

static const char *const rating_names[] = {
    [RATING_NONE] = "Not rated", [RATING_GREEN] = "Green", [RATING_AMBER] = "Amber", [RATING_RED] = "Red"};

const char *rating_name(enum rating rating)
{
    return rating_names[rating];
}

enum rating standing_rate_at(const struct standing *standing, const struct figure *figure, int32_t day)
{
    if (figure == NULL || !figure->has_value || figure->measure->better == BETTER_NEITHER || *figure->symbol != '\0')
        return RATING_NONE;
    const struct target *target = standing_target_at(standing, figure->measure->id, day);
    if (target == NULL)
        return RATING_NONE;
    const double worse_by =
        figure->measure->better == BETTER_HIGHER ? target->value - figure->value : figure->value - target->value;
    const double dust = 1e-9; /* 80.1 - 70.1 is not quite 10 */
    return worse_by <= dust ? RATING_GREEN : worse_by <= target->amber_within + dust ? RATING_AMBER : RATING_RED;
}

enum rating standing_rate(const struct standing *standing, const struct figure *figure)
{
    return standing_rate_at(standing, figure, standing->as_at);
}
