#include "stages/batch.h"

#include <pthread.h>
#include <string.h>

#define N_BATCHES 3
#define NOTES_SIZE ((size_t)1024 * 1024)
#define TEXTS_SIZE ((size_t)BATCH_ROWS * 160)

/* A ring: `n_full` batches from `first` on are full (the first may be being inserted), the one after them is being
 * filled. */
struct exchange {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct batch batches[N_BATCHES];
    guint first, n_full;
    bool is_finished, is_cancelled;
};

static void batch_init(struct batch *batch, guint n_fields)
{
    batch->n_fields = n_fields;
    batch->values = g_new(struct value, (gsize)BATCH_ROWS * n_fields);
    batch->lines = g_new(uint64_t, BATCH_ROWS);
    batch->texts_size = TEXTS_SIZE;
    batch->texts = g_malloc(batch->texts_size);
    batch->findings = g_array_new(FALSE, FALSE, sizeof(struct finding));
    batch->rejects = g_array_new(FALSE, FALSE, sizeof(struct batch_reject));
    batch->completed = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    batch->notes = g_string_chunk_new(4096);
}

static void batch_empty(struct batch *batch)
{
    batch->n_rows = 0;
    batch->texts_used = 0;
    batch->notes_used = 0;
    g_array_set_size(batch->findings, 0);
    g_array_set_size(batch->rejects, 0);
    g_array_set_size(batch->completed, 0);
    g_string_chunk_clear(batch->notes);
}

static void batch_clear(struct batch *batch)
{
    g_free(batch->values);
    g_free(batch->lines);
    g_free(batch->texts);
    g_array_unref(batch->findings);
    g_array_unref(batch->rejects);
    g_array_unref(batch->completed);
    g_string_chunk_free(batch->notes);
}

struct exchange *exchange_new(guint n_fields)
{
    struct exchange *exchange = g_new0(struct exchange, 1);
    pthread_mutex_init(&exchange->lock, NULL);
    pthread_cond_init(&exchange->changed, NULL);
    for (guint i = 0; i < N_BATCHES; i++)
        batch_init(&exchange->batches[i], n_fields);
    return exchange;
}

void exchange_free(struct exchange *exchange)
{
    for (guint i = 0; i < N_BATCHES; i++)
        batch_clear(&exchange->batches[i]);
    pthread_cond_destroy(&exchange->changed);
    pthread_mutex_destroy(&exchange->lock);
    g_free(exchange);
}

struct batch *exchange_get_empty(struct exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    while (exchange->n_full == N_BATCHES && !exchange->is_cancelled)
        pthread_cond_wait(&exchange->changed, &exchange->lock);
    const bool is_cancelled = exchange->is_cancelled;
    struct batch *batch = &exchange->batches[(exchange->first + exchange->n_full) % N_BATCHES];
    pthread_mutex_unlock(&exchange->lock);
    if (is_cancelled)
        return NULL;
    batch_empty(batch);
    return batch;
}

void exchange_put_full(struct exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    exchange->n_full++;
    pthread_cond_signal(&exchange->changed);
    pthread_mutex_unlock(&exchange->lock);
}

void exchange_finish(struct exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    exchange->is_finished = true;
    pthread_cond_signal(&exchange->changed);
    pthread_mutex_unlock(&exchange->lock);
}

struct batch *exchange_get_full(struct exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    while (exchange->n_full == 0 && !exchange->is_finished)
        pthread_cond_wait(&exchange->changed, &exchange->lock);
    struct batch *batch = exchange->n_full == 0 ? NULL : &exchange->batches[exchange->first];
    pthread_mutex_unlock(&exchange->lock);
    return batch;
}

void exchange_put_empty(struct exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    exchange->first = (exchange->first + 1) % N_BATCHES;
    exchange->n_full--;
    pthread_cond_signal(&exchange->changed);
    pthread_mutex_unlock(&exchange->lock);
}

void exchange_cancel(struct exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    exchange->is_cancelled = true;
    pthread_cond_signal(&exchange->changed);
    pthread_mutex_unlock(&exchange->lock);
}

bool batch_has_room(struct batch *batch, size_t length)
{
    if (batch->n_rows == BATCH_ROWS)
        return false;
    if (batch->texts_used + length <= batch->texts_size)
        return true;
    if (batch->n_rows > 0)
        return false;
    g_free(batch->texts);
    batch->texts = g_malloc(length);
    batch->texts_size = length;
    return true;
}

bool batch_is_heavy(const struct batch *batch)
{
    return batch->findings->len >= BATCH_ROWS || batch->rejects->len >= BATCH_ROWS || batch->notes_used > NOTES_SIZE;
}

void batch_add_row(struct batch *batch, const struct value *values, uint64_t line)
{
    struct value *row = batch->values + (size_t)batch->n_rows * batch->n_fields;
    char *next = batch->texts + batch->texts_used;
    memcpy(row, values, batch->n_fields * sizeof *row);
    for (guint i = 0; i < batch->n_fields; i++) {
        if (row[i].kind != VALUE_TEXT)
            continue;
        memcpy(next, values[i].as.text, values[i].length);
        row[i].as.text = next;
        next += values[i].length;
    }
    batch->texts_used = (size_t)(next - batch->texts);
    batch->lines[batch->n_rows++] = line;
}

static const char *note(struct batch *batch, const char *text)
{
    if (text == NULL)
        return NULL;
    batch->notes_used += strlen(text);
    return g_string_chunk_insert(batch->notes, text);
}

void batch_add_finding(struct batch *batch, const struct finding *finding)
{
    struct finding copy = *finding;
    copy.field = note(batch, finding->field);
    copy.message = note(batch, finding->message);
    copy.action = note(batch, finding->action);
    copy.value = note(batch, finding->value);
    copy.key = note(batch, finding->key);
    g_array_append_val(batch->findings, copy);
}

/* A text in SQLite ends at a NUL for most who read it, so a NUL is shown as what does not decode is. */
static const char *note_raw(struct batch *batch, const char *raw, size_t length)
{
    batch->notes_used += length;
    if (memchr(raw, '\0', length) == NULL)
        return g_string_chunk_insert_len(batch->notes, raw, (gssize)length);
    GString *shown = g_string_sized_new(length + 16);
    for (size_t i = 0; i < length; i++)
        if (raw[i] == '\0')
            g_string_append(shown, "\uFFFD");
        else
            g_string_append_c(shown, raw[i]);
    const char *kept = g_string_chunk_insert(batch->notes, shown->str);
    g_string_free(shown, TRUE);
    return kept;
}

void batch_add_reject(struct batch *batch, const struct csv_record *record, guint first_finding)
{
    const struct batch_reject reject = {.line = record->line,
                                        .row = record->row,
                                        .raw = note_raw(batch, record->raw, record->raw_length),
                                        .first_finding = first_finding,
                                        .n_findings = batch->findings->len - first_finding};
    g_array_append_val(batch->rejects, reject);
}
