/* Batches: records, then rows, findings and rejects on their way through three threads.
 *
 * An exchange holds a few batches that are used again and again. The reading thread fills one with records, the
 * validating thread turns another's records into rows, the caller's thread inserts a third. They meet in a mutex and a
 * condition only. Texts are copied once, by the reader; nothing is allocated a row, but for findings. */
#ifndef SCORECARD_STAGES_LOAD_BATCH_H
#define SCORECARD_STAGES_LOAD_BATCH_H

#include "pipeline/lib/csv.h"
#include "stages/load/image.h"
#include "stages/schema/finding.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define BATCH_ROWS IMAGE_MOST_ROWS

struct batch_reject {
    uint64_t line, row;
    const char *raw;
    guint first_finding, n_findings; /* its reasons, in the batch's findings */
};

struct batch {
    /* By the reader: */
    guint n_records, most_records; /* at most BATCH_ROWS */
    struct csv_record *records;    /* their cells and raw stand in `cells` and `texts`; each raw ends with a NUL */
    struct csv_cell *cells;
    char *texts;
    size_t n_cells, cells_size, texts_used, texts_size;
    bool is_last;
    uint64_t position; /* bytes of the file read so far, for progress */
    /* By the validation: */
    guint n_rows;
    struct image image;  /* the rows, unless nothing is to be stored */
    GArray *findings;    /* struct finding; texts stand in `notes` */
    GArray *rejects;     /* struct batch_reject */
    GArray *completed;   /* uint64_t: lines of another load that the rows of a corrected file stand for */
    GStringChunk *notes; /* texts of findings */
};

struct exchange;

struct exchange *exchange_new(void);
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

void batch_add_finding(struct batch *batch, const struct finding *finding);
/* Findings from `first_finding` on are the reject's reasons. */
void batch_add_reject(struct batch *batch, const struct csv_record *record, guint first_finding);

#endif
