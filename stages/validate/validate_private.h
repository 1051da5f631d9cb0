/* What a validator keeps: private to validate*.c. */
#ifndef SCORECARD_STAGES_VALIDATE_VALIDATE_PRIVATE_H
#define SCORECARD_STAGES_VALIDATE_VALIDATE_PRIVATE_H

#include "stages/schema/cell.h"
#include "stages/schema/header.h"
#include "stages/validate/keyset.h"
#include "stages/validate/validate.h"

#include <glib.h>

/* A key whose values must differ from row to row. */
struct unique_rule {
    const struct key *key;
    const char *code; /* primary-key, unique-error */
    bool is_primary;  /* nulls are faults; elsewhere a row with a null is not compared */
    bool is_mapped;   /* every field of it has a column */
    struct keyset *seen;
};

/* A foreign key that refers to the same file: children wait for parents that may follow. */
struct self_rule {
    const struct foreign_key *key;
    struct key parent; /* the fields referred to */
    bool is_mapped;
    struct keyset *parents;
    GArray *children; /* struct child */
    GString *texts;   /* their keys */
};

struct child {
    size_t offset, length; /* of its key in texts */
    uint64_t line, row;
    uint32_t column;
};

/* Blank lines that may turn out to be the file's last ones, which are not reported. */
struct blank_run {
    uint64_t line, row, count, last_line;
};

struct validator {
    const struct schema *schema;
    finding_sink sink;
    void *user_data;
    uint64_t records; /* met so far */
    bool has_header;
    bool blank_rows_are_errors;
    bool is_one_census;
    bool hides_labels;     /* what stands in the header may be a row's data */
    bool header_holds_row; /* a date or a pupil number stands among the labels */
    uint64_t header_line;
    bool hides_values;  /* the row in hand is ragged or shifted: a cell may hold what belongs to another column */
    guint n_columns;    /* of the header */
    guint n_known;      /* columns up to the last that has a field */
    guint width;        /* cells that a row has: n_columns, but the schema's fields where they are mapped by place */
    char **labels;      /* n_columns */
    int *columns;       /* of each field; NO_COLUMN */
    int *fields;        /* of each column up to width; NO_FIELD */
    struct cell *cells; /* of each field, of the row in hand */
    uint32_t *faults;   /* cell_bits of each field, of the row in hand */
    char *buffers;      /* CELL_BUFFER of each field */
    GString *message, *value, *key_text, *row_key;
    GString *header_faults;          /* the errors of the header, in one line */
    const struct csv_record *record; /* in hand */
    bool has_row_key;
    bool has_error; /* the row in hand */
    struct blank_run blanks;
    GArray *unique_rules; /* struct unique_rule */
    int census_field;     /* that says within which census keys differ; NO_FIELD: they differ in the whole file */
    GString *census_key;
    struct key *single_keys; /* of the fields with constraints.unique */
    GArray *self_rules;      /* struct self_rule; NULL unless asked for */
    uint64_t loaded, rejected;
};

/* Gives the finding to the sink, with the row's key; an error marks the row. */
void validator_report(struct validator *validator, struct finding *finding);
/* A finding on a place of the record in hand; column NO_COLUMN: the row as a whole. Message and value must be set by
 * the caller. */
struct finding validator_place(const struct validator *validator, int column);

/* A cell of the record in hand as a finding may show it: clipped, and masked where personal or of no known field. Lives
 * until the next call. */
const char *validator_shown_value(struct validator *validator, int column);
/* Name of the field, or label, of a column; NULL beyond the header, and for a label that may be a person's data. */
const char *validator_label(const struct validator *validator, int column);
/* The faults of all cells of the row; the cells that a ragged row lacks, or has beyond the header. Of an extract each
 * row has no more findings than the schema has fields, however wide the header or the row. */
void validator_report_faults(struct validator *validator);
void validator_report_missing_cells(struct validator *validator);
void validator_report_extra_cells(struct validator *validator);

/* A row of an extract of which a cell holds what look like other rows is no row. */
void validator_test_swallowed(struct validator *validator);

/* What the file is, when its first record shows that it is no CSV; else NULL. Static. */
const char *validator_guess_format(const struct csv_record *record);
/* A finding on the file's first record, for a file that cannot be read as a table. */
void validator_report_source(struct validator *validator, const char *message);
/* What the reader found wrong with a record; whether the file as a whole cannot be taken then is DATA, told so. */
void validator_report_fault(struct validator *validator, const struct csv_record *record);
bool validator_fail_file(const struct csv_record *record, GError **error); /* returns false */
/* All cells are empty, after trimming where the schema does so: a line of delimiters. */
bool validator_is_empty(const struct validator *validator, const struct csv_record *record);
void validator_report_empty(struct validator *validator); /* one finding, in place of one a cell */
/* A blank line is kept until what follows shows that it stands in the middle. */
void validator_keep_blank(struct validator *validator, const struct csv_record *record);
void validator_flush_blanks(struct validator *validator);

/* Matches the header with the schema. False (DATA) when an extract cannot be taken so; faults of the header are
 * reported. */
bool validator_take_header(struct validator *validator, const struct csv_record *record, GError **error);
/* The field without a column whose title a label of no field is; NULL: none. */
const struct field *validator_find_titled(const struct validator *validator, const char *label);
/* Sets hides_labels and header_holds_row by the labels read. */
void validator_find_hidden_labels(struct validator *validator);
/* Fields by position, as far as the width goes. */
void validator_map_by_position(struct validator *validator);

void validator_init_keys(struct validator *validator);
void validator_clear_keys(struct validator *validator);
/* Once fields have their columns: which keys can be tested. */
void validator_map_keys(struct validator *validator);
/* Tests the keys of the row in hand. */
void validator_test_keys(struct validator *validator);
/* The same of those that must differ from row to row. */
void validator_test_uniques(struct validator *validator);

/* How a row stands to a key: some value cannot be told, some is null, or all are there. */
enum key_state { KEY_UNREADABLE, KEY_NULL, KEY_WHOLE };
enum key_state validator_key_state(const struct validator *validator, const struct key *key);
#define LONGEST_NUMBER_TEXT 32
/* The key's bytes, equal when its values are; those of several fields lie in key_text, each after its length. They live
 * until the next call. */
struct text_slice validator_key_bytes(struct validator *validator, const struct key *key,
                                      char number[static LONGEST_NUMBER_TEXT]);
/* Every field of the key has a column. */
bool validator_has_key(const struct validator *validator, const struct key *key);
/* Appends "a, b". */
void validator_name_fields(const struct validator *validator, const struct key *key, GString *message);

/* Keys to the same file, where validator_check_self_keys asked for them: the same steps. At the end the children that
 * found no parent are told. */
void validator_map_self_keys(struct validator *validator);
void validator_note_self_keys(struct validator *validator);
void validator_end_keys(struct validator *validator);
void validator_clear_self_keys(struct validator *validator);

#endif
