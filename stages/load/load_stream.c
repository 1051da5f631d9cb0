/* One pass over a file: read, validated and inserted by three threads, and whether what came of it stands. */
#include "stages/load/load_private.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/thread.h"

static void copy_counts(struct load_result *result, const struct parse *parse)
{
    result->lines = parse->lines;
    result->header = parse->header;
    result->loaded = parse->loaded;
    result->rejected = parse->rejected;
    result->blank = parse->blank;
    result->continued = parse->continued;
    result->n_errors = parse->n_errors;
    result->n_queries = parse->n_queries;
    result->encoding = csv_encoding_name(csv_reader_encoding(parse->reader));
    g_assert(result->lines == result->header + result->loaded + result->rejected + result->blank + result->continued);
}

/* The inserting side: every batch until the last, or until something fails. */
static bool insert_all(struct insertion *insertion, struct parse *parse, GError **error)
{
    bool is_done = true;
    uint64_t rows = 0;
    struct batch *batch = NULL;
    while (is_done && (batch = exchange_get(parse->exchange, EXCHANGE_INSERT)) != NULL) {
        is_done = insertion_take(insertion, batch, error);
        rows += batch->n_rows;
        progress_update(insertion->options->progress, batch->position, insertion->candidate->bytes, rows);
        exchange_pass(parse->exchange, EXCHANGE_INSERT);
    }
    exchange_finish(parse->exchange, EXCHANGE_INSERT);
    return is_done;
}

/* A file that is being read and validated. */
struct stream {
    struct parse *parse;
    pthread_t threads[EXCHANGE_INSERT];
    guint n_threads;
};

/* The threads of the stages before the inserting one. */
static bool start_threads(struct stream *stream, GError **error)
{
    static void *(*const bodies[EXCHANGE_INSERT])(void *) = {
        [EXCHANGE_READ] = parse_read, [EXCHANGE_VALIDATE] = parse_validate};
    while (stream->n_threads < EXCHANGE_INSERT &&
           thread_start(&stream->threads[stream->n_threads], bodies[stream->n_threads], stream->parse))
        stream->n_threads++;
    if (stream->n_threads == EXCHANGE_INSERT)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: no thread can be started",
                stream->parse->candidate->path);
    return false;
}

/* What is left to be done by them is not. */
static void stop_threads(struct stream *stream)
{
    exchange_finish(stream->parse->exchange, EXCHANGE_INSERT);
    for (; stream->n_threads > 0; stream->n_threads--)
        pthread_join(stream->threads[stream->n_threads - 1], NULL);
}

static void stream_free(struct stream *stream)
{
    if (stream == NULL)
        return;
    stop_threads(stream);
    parse_free(stream->parse);
    g_free(stream);
}

/* `load_id` 0: no row is stored. NULL at a fault. */
static struct stream *stream_begin(const struct candidate *candidate, struct db *db, int64_t load_id, GError **error)
{
    struct parse *parse = parse_new(candidate, error);
    if (parse == NULL)
        return NULL;
    struct stream *stream = g_new0(struct stream, 1);
    stream->parse = parse;
    if ((load_id == 0 || parse_store(parse, db, load_id, error)) && start_threads(stream, error))
        return stream;
    stream_free(stream);
    return NULL;
}

void ahead_clear(struct ahead *ahead)
{
    g_clear_pointer(&ahead->stream, stream_free);
}

/* The insertion's stream, which may have begun ahead. */
static struct stream *take_stream(const struct insertion *insertion, GError **error)
{
    struct ahead *ahead = insertion->ahead;
    struct stream *stream = ahead == NULL ? NULL : ahead->stream;
    if (stream != NULL && stream->parse->candidate == insertion->candidate &&
        stream->parse->load_id == insertion->load_id) {
        ahead->stream = NULL;
        return stream;
    }
    if (ahead != NULL)
        ahead_clear(ahead);
    return stream_begin(insertion->candidate, insertion->db, insertion->load_id, error);
}

/* A fault is told when its turn comes. */
static void begin_next(const struct insertion *insertion)
{
    struct ahead *ahead = insertion->ahead;
    if (ahead != NULL && ahead->next != NULL)
        ahead->stream =
            stream_begin(ahead->next, insertion->db, insertion->options->is_dry_run ? 0 : insertion->load_id + 1, NULL);
}

static bool run_stream(struct insertion *insertion, struct stream *stream, GError **error)
{
    struct parse *parse = stream->parse;
    const bool is_done = insert_all(insertion, parse, error);
    stop_threads(stream);
    if (!is_done || parse->error == NULL)
        return is_done;
    g_propagate_error(error, g_steal_pointer(&parse->error));
    return false;
}

static bool refuse_change(const struct parse *parse, GError **error)
{
    if (!csv_reader_file_has_changed(parse->reader))
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s changed while it was read: load it again",
                parse->candidate->path);
    return false;
}

static char *describe_gate(const struct parse *parse)
{
    return g_strdup_printf("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                           " rows are rejected, more than the share of %g that x-gate allows",
                           (guint64)parse->rejected, (guint64)(parse->rejected + parse->loaded),
                           parse->candidate->schema->gate);
}

/* Whether the data as a whole can be taken; the reason goes into the result. */
static bool is_taken(struct insertion *insertion, const struct parse *parse)
{
    if (parse->fault != NULL) {
        load_say(insertion->result, LOAD_REFUSED, parse->fault->message);
        return false;
    }
    /* A corrected list of rejects takes the place of nothing. */
    if (parse->candidate->line_column >= 0 || !validator_is_over_gate(parse->validator))
        return true;
    g_autofree char *message = describe_gate(parse);
    load_say(insertion->result, LOAD_REFUSED, message);
    return false;
}

static bool record_all(struct insertion *insertion, const struct parse *parse, GError **error)
{
    if (insertion->options->is_dry_run)
        return true;
    insertion->result->load_id = insertion->load_id;
    return period_record(insertion, error) && completion_record(insertion, error) &&
           insertion_record(insertion, parse, error);
}

/* After the last row: true when the load stands, false when it must leave nothing; `error` is set for SYSTEM faults
 * only. */
static bool finish(struct insertion *insertion, struct parse *parse, GError **error)
{
    copy_counts(insertion->result, parse);
    if (!is_taken(insertion, parse))
        return false;
    const char *sha256 = csv_reader_sha256(parse->reader, error);
    if (sha256 == NULL || !refuse_change(parse, error))
        return false;
    g_strlcpy(insertion->result->sha256, sha256, sizeof insertion->result->sha256);
    GError *fault = NULL;
    if (record_all(insertion, parse, &fault) && before_find(insertion, &fault))
        return true;
    insertion->result->load_id = 0;
    if (g_error_matches(fault, SCORECARD_ERROR, SCORECARD_ERROR_DATA)) {
        load_say(insertion->result, LOAD_REFUSED, fault->message);
        g_error_free(fault);
    } else {
        g_propagate_error(error, fault);
    }
    return false;
}

bool load_stream(struct insertion *insertion, GError **error)
{
    bool stands = insertion_init(insertion, error);
    struct stream *stream = stands ? take_stream(insertion, error) : NULL;
    stands = stream != NULL;
    if (stands)
        begin_next(insertion);
    stands = stands && run_stream(insertion, stream, error) && finish(insertion, stream->parse, error);
    insertion_clear(insertion);
    stream_free(stream);
    return stands;
}
