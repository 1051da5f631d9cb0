/* Batches: rows, findings and rejects on their way from the parse thread to the inserting thread.
 *
 * An exchange holds a few batches that are used again and again; the parse thread fills one while the other thread
 * inserts another. They meet in a mutex and a condition only. Nothing is allocated a row: only findings and rejects
 * are. */
#ifndef SCORECARD_STAGES_BATCH_H
#define SCORECARD_STAGES_BATCH_H

#include "stages/finding.h"
#include "stages/validate.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define BATCH_ROWS 2048

struct batch_reject {
    uint64_t line, row;
    const char *raw;
    guint first_finding, n_findings; /* its reasons, in the batch's findings */
};

struct batch {
    guint n_fields;
    guint n_rows;
    struct value *values; /* BATCH_ROWS × n_fields; texts stand in `texts` */
    uint64_t *lines;      /* physical line of each row */
    char *texts;
    size_t texts_used, texts_size;
    GArray *findings;    /* struct finding; texts stand in `notes` */
    GArray *rejects;     /* struct batch_reject */
    GArray *completed;   /* uint64_t: lines of another load that the rows of a corrected file stand for */
    GStringChunk *notes; /* texts of findings and rejects */
    size_t notes_used;   /* bytes in them */
    uint64_t position;   /* bytes of the file read so far, for progress */
};

struct exchange;

struct exchange *exchange_new(guint n_fields);
void exchange_free(struct exchange *exchange);

/* The parse thread: an empty batch to fill, NULL when the other side has given up; then hand it over; then say that it
 * was the last. */
struct batch *exchange_get_empty(struct exchange *exchange);
void exchange_put_full(struct exchange *exchange);
void exchange_finish(struct exchange *exchange);

/* The inserting thread: the next full batch, NULL after the last; then give it back; or give up. */
struct batch *exchange_get_full(struct exchange *exchange);
void exchange_put_empty(struct exchange *exchange);
void exchange_cancel(struct exchange *exchange);

/* Whether findings and rejects have grown so large that the batch should go. */
bool batch_is_heavy(const struct batch *batch);
/* Whether a row with `length` bytes of text still fits. An empty batch is enlarged until it does. */
bool batch_has_room(struct batch *batch, size_t length);
/* Copies the row with its texts; there is room. */
void batch_add_row(struct batch *batch, const struct value *values, uint64_t line);
void batch_add_finding(struct batch *batch, const struct finding *finding);
/* Findings from `first_finding` on are the reject's reasons. */
void batch_add_reject(struct batch *batch, const struct csv_record *record, guint first_finding);

/* What the virtual table reads from. */
struct batch_source {
    const struct batch *batch;
    int64_t load_id;
    guint n_fields;
};

struct sqlite3;
/* Makes `batch` a table of the connection, columns c0, c1 …, its rowid the row_id. `source` outlives it. */
bool batch_table_register(struct sqlite3 *handle, struct batch_source *source);
void batch_table_unregister(struct sqlite3 *handle);

#endif
