#include "pipeline/run_record.h"

#include "pipeline/lib/clock.h"
#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"

static bool insert_run(struct run_record *record, const struct publication *publication, const char *as_at,
                       GError **error)
{
    const struct context *context = record->context;
    struct statement *insert =
        db_prepare(context->db, NULL,
                   "insert into main.run (kind, as_at, known_at, started_at, arguments, out, version, status) "
                   "values (?1,?2,?3,?4,?5,?6,?7,?8)",
                   error);
    if (insert == NULL)
        return false;
    g_autofree char *began = clock_text(clock_now() - (g_get_monotonic_time() - record->started));
    g_autofree char *arguments = g_strjoinv(" ", context->options->typed);
    statement_bind(insert, "ssssssss", publication->run_name, as_at, context->options->known_at, began, arguments,
                   context->options->out, SCORECARD_VERSION, "published");
    const bool is_done = statement_run(insert, error);
    statement_free(insert);
    return is_done && db_get_integer(context->db, &record->run_id, error, "select max(run_id) from main.run");
}

/* Numbers go in as text, so that each may be null; the STRICT columns turn them into integers and reals without loss.
 */
static char *integer_or_null(bool has, int64_t value)
{
    return has ? g_strdup_printf("%" G_GINT64_FORMAT, value) : NULL;
}

static bool insert_figure(struct statement *insert, int64_t run_id, const struct figure *figure, GError **error)
{
    char start[DATE_TEXT_SIZE], end[DATE_TEXT_SIZE], number[NUMBER_TEXT_SIZE];
    date_format_iso(figure->period.start, start);
    date_format_iso(figure->period.end, end);
    g_autofree char *numerator = integer_or_null(figure->has_numerator, figure->numerator);
    g_autofree char *denominator = integer_or_null(figure->has_denominator, figure->denominator);
    const char *value = figure->has_value ? number_format(figure->value, number) : NULL;
    statement_bind(insert, "lsssssssssss", run_id, figure->measure->id, figure->measure->ref, start, end,
                   figure->breakdown, figure->category, numerator, denominator, value, figure->measure->unit_name,
                   figure->symbol);
    return statement_run(insert, error);
}

/* The board's own figures: those of the periods that end with the data. Earlier periods can be counted again at any
 * time. */
static bool insert_figures(const struct run_record *record, struct figures *figures, int32_t as_at, GError **error)
{
    struct statement *insert = db_prepare(
        record->context->db, NULL, "insert into main.figure values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)", error);
    if (insert == NULL)
        return false;
    bool is_good = true;
    for (guint i = 0; is_good && i < figures_count(figures); i++)
        if (figures_at(figures, i)->period.end == as_at)
            is_good = insert_figure(insert, record->run_id, figures_at(figures, i), error);
    statement_free(insert);
    return is_good;
}

bool run_record_begin(struct run_record *record, const struct publication *publication, int32_t as_at,
                      struct figures *figures, GError **error)
{
    if (db_is_read_only(record->context->db))
        return true;
    char day[DATE_TEXT_SIZE];
    date_format_iso(as_at, day);
    return db_begin(record->context->db, error) && insert_run(record, publication, day, error) &&
           insert_figures(record, figures, as_at, error);
}

bool run_record_end(const struct run_record *record, GError **error)
{
    struct db *db = record->context->db;
    if (db_is_read_only(db))
        return true;
    struct statement *update =
        db_prepare(db, NULL, "update main.run set finished_at = ?1, seconds = ?2 where run_id = ?3", error);
    if (update == NULL)
        return false;
    g_autofree char *ended = clock_text(clock_now());
    const gint64 took = g_get_monotonic_time() - record->started;
    statement_bind(update, "sdl", ended, (double)took / G_USEC_PER_SEC, record->run_id);
    const bool is_done = statement_run(update, error);
    statement_free(update);
    return is_done;
}
