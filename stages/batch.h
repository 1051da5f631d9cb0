/* Batches: records, then values, findings and rejects on their way through three threads.
 *
 * An exchange holds a few batches that are used again and again. The reading thread fills one with records, the
 * validating thread turns another's records into rows, the caller's thread inserts a third. They meet in a mutex and a
 * condition only. Texts are copied once, by the reader; nothing is allocated a row, but for findings. */
#ifndef SCORECARD_STAGES_BATCH_H
#define SCORECARD_STAGES_BATCH_H

#include "stages/finding.h"
#include "stages/validate.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define BATCH_ROWS 1024

struct batch_reject {
    uint64_t line, row;
    const char *raw;
    guint first_finding, n_findings; /* its reasons, in the batch's findings */
};

struct batch {
    /* By the reader: */
    guint n_records;
    struct csv_record *records; /* their cells and raw stand in `cells` and `texts`; each raw ends with a NUL */
    struct csv_cell *cells;
    char *texts;
    size_t n_cells, cells_size, texts_used, texts_size;
    bool is_last;
    uint64_t position; /* bytes of the file read so far, for progress */
    /* By the validation: */
    guint n_fields;
    guint n_rows;
    struct value *values; /* BATCH_ROWS × n_fields; texts stand in `texts`, `made` or the schema */
    uint64_t *lines;      /* physical line of each row */
    char *made;           /* texts that no cell holds: dates put right … */
    size_t made_used;
    GArray *findings;    /* struct finding; texts stand in `notes` */
    GArray *rejects;     /* struct batch_reject */
    GArray *completed;   /* uint64_t: lines of another load that the rows of a corrected file stand for */
    GStringChunk *notes; /* texts of findings */
};

struct exchange;

struct exchange *exchange_new(guint n_fields);
void exchange_free(struct exchange *exchange);

/* Each thread gets the next batch that is ready for it, works on it and passes it on. NULL: there is none any more. */
enum exchange_stage { EXCHANGE_READ, EXCHANGE_VALIDATE, EXCHANGE_INSERT, EXCHANGE_N_STAGES };
struct batch *exchange_get(struct exchange *exchange, enum exchange_stage stage);
void exchange_pass(struct exchange *exchange, enum exchange_stage stage);
/* A stage has passed its last batch: the next gets what is left, then NULL. The stages before it get NULL at once. */
void exchange_finish(struct exchange *exchange, enum exchange_stage stage);

/* Whether the record still fits. An empty batch is enlarged until it does. */
bool batch_has_room(struct batch *batch, const struct csv_record *record);
void batch_add_record(struct batch *batch, const struct csv_record *record);

/* Where the next row's values go. */
struct value *batch_next_row(const struct batch *batch);
/* Keeps the row that stands there. Texts that the validator would overwrite are copied. */
void batch_add_row(struct batch *batch, const struct validator *validator, uint64_t line);
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
