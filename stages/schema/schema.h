/* A schema: Frictionless Table Schema v2 with our x- properties (docs/schemas.md), read once, then constant. */
#ifndef SCORECARD_STAGES_SCHEMA_SCHEMA_H
#define SCORECARD_STAGES_SCHEMA_SCHEMA_H

#include "pipeline/lib/project.h"
#include "stages/schema/finding.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum field_type {
    FIELD_STRING,
    FIELD_INTEGER,
    FIELD_NUMBER,
    FIELD_BOOLEAN,
    FIELD_DATE,
    FIELD_DATETIME,
    FIELD_YEAR,
    FIELD_YEARMONTH
};

extern const char *const schema_type_names[]; /* in the order of enum field_type, NULL-ended */

/* How a value lies in the warehouse: ISO dates are text, booleans 0/1, money integer pence, other numbers real. */
enum stored_as { STORED_TEXT, STORED_INTEGER, STORED_REAL };

enum load_kind { LOAD_REPLACE, LOAD_PERIOD, LOAD_APPEND };
enum fields_match { MATCH_EXACT, MATCH_EQUAL, MATCH_SUBSET, MATCH_SUPERSET, MATCH_PARTIAL };

/* What a field tells of the person that its row is about. */
enum person_part { PERSON_NONE, PERSON_UPN, PERSON_SURNAME, PERSON_FORENAME, PERSON_BIRTH_DATE };

struct cell_rule;    /* compiled type, formats, constraints, codes: private to the validation (cell.h) */
struct schema_store; /* what a schema's texts and rules live in: private to schema*.c */

struct field {
    const char *name;
    const char *title;
    const char *description;
    const char *example; /* a text that it takes, or NULL */
    enum field_type type;
    enum stored_as stored_as;
    bool is_required;        /* the cell must be filled: constraints.required, or part of the primary key */
    bool is_column_required; /* the column must stand in the header: an extract's field without x-optional-column */
    bool is_unique;          /* constraints.unique */
    bool is_personal;        /* x-personal: masked in every issue and report */
    bool is_money;           /* x-money: number in pence */
    char **aliases;          /* x-aliases, or NULL */
    const char *code_list;   /* x-codes: stem of schemas/codes/<list>.csv, or NULL */
    const char *action;      /* x-action */
    enum person_part person; /* x-person */
    enum severity severity;  /* x-severity of its cell rules */
    struct cell_rule *rule;
};

struct key { /* primaryKey, one of uniqueKeys */
    guint n_fields;
    guint *fields; /* indices into schema->fields */
};

struct foreign_key {
    struct key key;
    const char *target;         /* extract; "" is the same table */
    const char **target_fields; /* key.n_fields names */
    enum severity severity;
};

/* x-placement: a row tells at which school (x-school) the child is to whom it leads. Fields by name, its own or those
 * of the row that its first foreign key refers to; NULL: none. */
struct placement_fields {
    guint order;      /* 1: the surest extract; 0: a row places nobody */
    const char *rank; /* of a child's places the main one has the lowest */
    const char *from, *to;
};

struct schema {
    const char *name; /* the file's stem: extract and warehouse table */
    bool is_extract;  /* one of the project's, or with x-file or x-load; false: Table Schema to the letter (check
                         --schema) */
    const char *path;
    const char *title;
    const char *description;
    char sha256[65]; /* of the schema with its code lists */
    guint n_fields;
    struct field *fields;
    bool has_primary_key;
    struct key primary_key;
    guint n_unique_keys;
    struct key *unique_keys;
    guint n_foreign_keys;
    struct foreign_key *foreign_keys;
    struct key school_fields; /* x-school: the fields that name a row's school, the surest first; may be none */
    struct key team_fields;   /* x-team */
    struct placement_fields placement;
    enum fields_match fields_match;
    bool folds_headers;   /* case, space, dash, underscore do not matter: has x-file or x-aliases */
    char **file_patterns; /* x-file globs; NULL: <extract>.csv */
    enum load_kind load_kind;
    bool period_is_census; /* x-period: "census": a file's period is its census date */
    const struct field
        *census_field;    /* x-census-date: says which census a row is of, where its column is there; or NULL */
    char **period_fields; /* x-period as a list: the fields whose values are a row's period; NULL-ended, else NULL */
    double gate;          /* x-gate, 1 when absent */
    uint64_t gate_rows;   /* x-gate-rows, 1 when absent: the gate of a file with fewer rows is open */
    guint title_rows;     /* dialect: rows above the header */
    char comment;         /* dialect: comment character or 0 */
    char delimiter;       /* dialect: 0 detects */
    char quote;           /* dialect: 0 is " */
    bool is_headerless;   /* dialect: the first record is data, fields are mapped by position */
    bool trims;           /* x-trim: space around a cell is no part of it; empty after that is missing */
    char **known; /* x-known: headers (or globs of them) that are known and ignored without a word; NULL-ended, may be
                     NULL */
    struct schema_store *store;
};

/* Reads and checks a schema: unknown types, illegal constraints, keys that name no field, and (of an extract) fields
 * named row_id or _… are INVALID with file, line and column. Code lists are found in codes/ beside the file, then in
 * `project` (NULL: nowhere else). */
struct schema *schema_load(const struct project *project, const char *path, GError **error);
void schema_free(struct schema *schema);
/* What is odd in it and no fault of a schema that is none of ours: texts with place (char *). */
const GPtrArray *schema_remarks(const struct schema *schema);
/* Index of the field named exactly so, or -1. */
int schema_find_field(const struct schema *schema, const char *name);
/* The field that tells that part of a person, or NULL. */
const struct field *schema_person_field(const struct schema *schema, enum person_part part);
/* Each load of it is of a census. */
bool schema_is_of_census(const struct schema *schema);

/* All schemas of a project in name order (struct schema *), NULL and INVALID at the first fault. */
GPtrArray *schema_load_all(const struct project *project, GError **error);
const struct schema *schema_find(const GPtrArray *schemas, const char *name);
/* An empty CSV of the extract: its header. */
void schema_write_header(const struct schema *schema, GString *out);

#endif
