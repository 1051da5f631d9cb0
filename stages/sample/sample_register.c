#include "stages/sample/sample_register.h"

#include "pipeline/lib/clock.h"
#include "pipeline/lib/date.h"
#include "stages/sql/sample_find.sql.h"
#include "stages/sql/sample_keep.sql.h"
#include "stages/sql/sample_known.sql.h"

/* A warehouse of version 1 that is read-only has no register yet. */
static bool has_register(struct db *db, bool *has, GError **error)
{
    int64_t n = 0;
    const bool is_done =
        db_get_integer(db, &n, error, "select count(*) from main.sqlite_schema where name = 'sample_draw'");
    *has = n > 0;
    return is_done;
}

static void bind_question(struct statement *statement, const struct sample_question *question)
{
    char as_at[DATE_TEXT_SIZE];
    date_format_iso(question->as_at, as_at);
    statement_bind(statement, "ssssssls", question->measure, as_at, question->conditions, question->split,
                   question->method, question->allocation, (int64_t)question->size, question->seed);
}

bool sample_register_find(struct db *db, const struct sample_question *question, int64_t *draw_id, GError **error)
{
    bool has = false;
    *draw_id = 0;
    if (!has_register(db, &has, error))
        return false;
    if (!has)
        return true;
    struct statement *query = db_prepare(db, NULL, sample_find_sql, error);
    if (query == NULL)
        return false;
    bind_question(query, question);
    if (statement_next(query))
        *draw_id = statement_integer(query, 0);
    return statement_end(query, error);
}

/* A draw as it is read back. */
struct drawn {
    struct sample *sample;
    GPtrArray *avoided;
};

static void take_frame(struct statement *row, struct drawn *drawn)
{
    drawn->sample->frame_size = (guint)statement_integer(row, 0);
    g_strlcpy(drawn->sample->frame_sha256, statement_text(row, 1), sizeof drawn->sample->frame_sha256);
}

static void take_stratum(struct statement *row, struct drawn *drawn)
{
    sample_add_stratum(drawn->sample, &(struct sample_stratum){.category = statement_text(row, 0),
                                                               .size = (guint)statement_integer(row, 1),
                                                               .picks = (guint)statement_integer(row, 2),
                                                               .reserve = (guint)statement_integer(row, 3)});
}

static void take_case(struct statement *row, struct drawn *drawn)
{
    const char *role = statement_text(row, 0);
    const struct sample_unit unit = {statement_text(row, 1), statement_text(row, 2)};
    struct sample *sample = drawn->sample;
    if (g_str_equal(role, "avoided"))
        g_ptr_array_add(drawn->avoided, g_strdup(unit.case_id));
    else
        sample_add_unit(sample, g_str_equal(role, "pick") ? sample->picks : sample->reserve, &unit);
}

/* What the register holds of a draw, whose id is the one parameter of each query. */
static const struct part {
    const char *sql;
    void (*take)(struct statement *row, struct drawn *drawn);
} parts[] = {
    {"select frame_size, frame_sha256 from main.sample_draw where draw_id = ?", take_frame},
    {"select category, size, picks, reserve from main.sample_stratum where draw_id = ? order by position",
     take_stratum},
    {"select role, case_id, category from main.sample_case where draw_id = ? order by role, position", take_case},
};

static bool read_part(struct db *db, int64_t draw_id, const struct part *part, struct drawn *drawn, GError **error)
{
    struct statement *query = db_prepare(db, NULL, part->sql, error);
    if (query == NULL)
        return false;
    statement_bind(query, "l", draw_id);
    while (statement_next(query))
        part->take(query, drawn);
    return statement_end(query, error);
}

struct sample *sample_register_read(struct db *db, int64_t draw_id, GPtrArray *avoided, GError **error)
{
    struct drawn drawn = {.sample = sample_new(), .avoided = avoided};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        if (!read_part(db, draw_id, &parts[i], &drawn, error)) {
            sample_free(drawn.sample);
            return NULL;
        }
    return drawn.sample;
}

char *sample_register_name(const char *kind, const char *case_id)
{
    return g_strconcat(kind, "\n", case_id, NULL);
}

static bool read_drawn(struct db *db, const char *first, const char *last, GHashTable *drawn, GError **error)
{
    struct statement *query = db_prepare(db, NULL, sample_known_sql, error);
    if (query == NULL)
        return false;
    statement_bind(query, "ss", first, last);
    while (statement_next(query))
        g_hash_table_add(drawn, sample_register_name(statement_text(query, 0), statement_text(query, 1)));
    return statement_end(query, error);
}

GHashTable *sample_register_drawn(struct db *db, int32_t as_at, gint64 period_days, GError **error)
{
    bool has = false;
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    GHashTable *drawn = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const int32_t reach = (int32_t)CLAMP(period_days - 1, 0, 36500);
    date_format_iso(MAX(as_at - reach, date_from_parts((struct date_parts){1900, 1, 1})), first);
    date_format_iso(MIN(as_at + reach, date_from_parts((struct date_parts){2100, 12, 31})), last);
    if (has_register(db, &has, error) && (!has || period_days < 1 || read_drawn(db, first, last, drawn, error)))
        return drawn;
    g_hash_table_unref(drawn);
    return NULL;
}

static bool keep_draw(struct db *db, const struct sample_question *question, const struct sample *sample,
                      int64_t *draw_id, GError **error)
{
    struct statement *insert = db_prepare(db, NULL, sample_keep_sql, error);
    if (insert == NULL)
        return false;
    char as_at[DATE_TEXT_SIZE];
    date_format_iso(question->as_at, as_at);
    g_autofree char *drawn_at = clock_text(clock_now());
    statement_bind(insert, "sssssslslss", question->measure, as_at, question->conditions, question->split,
                   question->method, question->allocation, (int64_t)question->size, question->seed,
                   (int64_t)sample->frame_size, sample->frame_sha256, drawn_at);
    const bool is_done = statement_run(insert, error);
    statement_free(insert);
    return is_done && db_get_integer(db, draw_id, error, "select max(draw_id) from main.sample_draw");
}

static bool keep_strata(struct db *db, int64_t draw_id, const struct sample *sample, GError **error)
{
    struct statement *insert = db_prepare(db, NULL, "insert into main.sample_stratum values (?, ?, ?, ?, ?, ?)", error);
    bool is_done = insert != NULL;
    for (guint i = 0; i < sample->strata->len && is_done; i++) {
        const struct sample_stratum *stratum = &g_array_index(sample->strata, struct sample_stratum, i);
        statement_bind(insert, "lislll", draw_id, (int)i + 1, stratum->category, (int64_t)stratum->size,
                       (int64_t)stratum->picks, (int64_t)stratum->reserve);
        is_done = statement_run(insert, error);
    }
    statement_free(insert);
    return is_done;
}

/* Cases being registered. */
struct keeping {
    struct statement *insert;
    int64_t draw_id;
    GHashTable *kinds;
};

static bool keep_case(const struct keeping *keeping, const char *role, guint index, const struct sample_unit *unit,
                      GError **error)
{
    statement_bind(keeping->insert, "lsisss", keeping->draw_id, role, (int)index + 1,
                   g_hash_table_lookup(keeping->kinds, unit->case_id), unit->case_id, unit->category);
    return statement_run(keeping->insert, error);
}

static bool keep_units(const struct keeping *keeping, const char *role, const GArray *units, GError **error)
{
    for (guint i = 0; i < units->len; i++)
        if (!keep_case(keeping, role, i, &g_array_index(units, struct sample_unit, i), error))
            return false;
    return true;
}

static bool keep_avoided(const struct keeping *keeping, const GPtrArray *avoided, GError **error)
{
    for (guint i = 0; i < avoided->len; i++)
        if (!keep_case(keeping, "avoided", i, &(struct sample_unit){avoided->pdata[i], ""}, error))
            return false;
    return true;
}

static bool keep_cases(struct db *db, int64_t draw_id, const struct sample_draw *draw, GError **error)
{
    const struct keeping keeping = {
        .insert = db_prepare(db, NULL, "insert into main.sample_case values (?, ?, ?, ?, ?, ?)", error),
        .draw_id = draw_id,
        .kinds = draw->kinds,
    };
    const bool is_done = keeping.insert != NULL && keep_units(&keeping, "pick", draw->sample->picks, error) &&
                         keep_units(&keeping, "reserve", draw->sample->reserve, error) &&
                         keep_avoided(&keeping, draw->avoided, error);
    statement_free(keeping.insert);
    return is_done;
}

bool sample_register_keep(struct db *db, const struct sample_question *question, const struct sample_draw *draw,
                          GError **error)
{
    int64_t draw_id = 0;
    return keep_draw(db, question, draw->sample, &draw_id, error) && keep_strata(db, draw_id, draw->sample, error) &&
           keep_cases(db, draw_id, draw, error);
}
