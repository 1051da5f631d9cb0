/* Cells to rows: one validator reads one file's records in order, in one pass, and says of each what it is.
 *
 * It keeps what uniqueness needs (a hash set of keys) and nothing else of the rows it has seen. */
#ifndef SCORECARD_STAGES_VALIDATE_VALIDATE_H
#define SCORECARD_STAGES_VALIDATE_VALIDATE_H

#include "pipeline/lib/csv.h"
#include "stages/schema/finding.h"
#include "stages/schema/schema.h"
#include "stages/schema/value.h"

#include <stdbool.h>
#include <stdint.h>

enum row_outcome {
    ROW_HEADER,   /* the header, title and comment rows by dialect */
    ROW_LOADED,   /* values are filled, one per schema field */
    ROW_REJECTED, /* reasons were given to the sink as findings of severity error */
    ROW_BLANK
};

struct validator;

/* Findings go to `sink` as they are met. Schema and project outlive the validator. */
struct validator *validator_new(const struct schema *schema, finding_sink sink, void *user_data);
void validator_free(struct validator *validator);
/* Foreign keys that refer to the same file are tested too (check --schema; in a warehouse load_check_all does it).
 * Before the first record. */
void validator_check_self_keys(struct validator *validator);

/* Blank rows in the middle are errors of the file (check --schema), though never rejected rows. Before the first
 * record. */
void validator_refuse_blank_rows(struct validator *validator);

/* A file of a census that holds one alone, whatever its rows say (--census-date): keys that differ in one census only
 * must differ in the whole file then. Before the first record. */
void validator_expect_one_census(struct validator *validator);

/* The next record of the file, the header included. `values` has room for schema->n_fields and is filled for
 * ROW_LOADED. False when the file as a whole cannot be taken (DATA: missing required column, duplicate used column,
 * unclosed quote); the fault was given to the sink as well. */
bool validator_take(struct validator *validator, const struct csv_record *record, struct value *values,
                    enum row_outcome *outcome, GError **error);
/* A record that will be taken some records later: what it needs of memory is fetched meanwhile. For speed only. */
void validator_expect(const struct validator *validator, const struct csv_record *record);
/* After the last record: no header (DATA), header only (query no-rows). */
bool validator_end(struct validator *validator, GError **error);

/* The header's labels as they may be shown (*** where they look like data), NULL-ended; NULL without a header. The
 * caller frees. */
char **validator_copy_labels(const struct validator *validator);
/* Whether the header has the column of the schema's field of this number. */
bool validator_has_column(const struct validator *validator, guint field);
/* Whether the header was met. */
bool validator_has_header(const struct validator *validator);
/* The cell of this field in a record of the file (after the header); NULL where the file or the record has none. */
const struct csv_cell *validator_cell(const struct validator *validator, const struct csv_record *record, guint field);
uint64_t validator_loaded(const struct validator *validator);
uint64_t validator_rejected(const struct validator *validator);
/* Share of rejected rows is over the schema's gate. */
bool validator_is_over_gate(const struct validator *validator);

#endif
