/* What the files of load.h share. */
#ifndef SCORECARD_STAGES_LOAD_LOAD_PRIVATE_H
#define SCORECARD_STAGES_LOAD_LOAD_PRIVATE_H

#include "stages/load/batch.h"
#include "stages/load/load.h"
#include "stages/validate/validate.h"

/* A file and what can be said of it from its name and first record. */
struct candidate {
    const char *path;
    char *name;                  /* base name */
    const struct schema *schema; /* NULL: no schema knows it */
    char *fault;                 /* why no schema could be chosen; NULL otherwise */
    char *hint;                  /* of one that no schema knows by its name, schema_name_hint; NULL: none */
    enum csv_encoding encoding;
    int32_t name_date;   /* the date in the name, or DATE_NONE */
    int32_t census_date; /* of --census-date or the name; DATE_NONE */
    int line_column;     /* column of _line when the file is a corrected list of rejects, else -1 */
    bool has_own_census; /* its rows say of which census they are: the column is there, and no --census-date */
    guint64 bytes;
};

bool candidate_init(struct candidate *candidate, const GPtrArray *schemas, const char *path,
                    const struct load_options *options, GError **error);
void candidate_clear(struct candidate *candidate);
/* Older before newer of one extract, parents before children, corrected lists of rejects last. */
int candidate_compare(const void *left, const void *right);
/* Two full files of which the later supersedes the earlier whole. */
bool candidate_is_same_thing(const struct candidate *left, const struct candidate *right);
/* Both names hold a date, or differ in a number of as many digits. Else the order of names is no order of age:
 * complaints_november.csv comes behind complaints_january.csv as well. */
bool load_names_tell_age(const struct candidate *older, const struct candidate *newer);

/* The date in a file's name (yyyy-mm-dd or dd-mm-yyyy, also with _ or .), or DATE_NONE. */
int32_t period_date_in_name(const char *name);
/* The census date of the term in a name ("2021_spring_…": the third Thursday of January), or DATE_NONE. */
int32_t period_census_in_name(const char *name);

/* One pass over a file: the sides of the reading and of the validating thread. Counts and faults are read after both
 * have ended. */
struct parse {
    struct csv_reader *reader;
    struct validator *validator;
    struct exchange *exchange;
    struct batch *batch; /* the validating thread's */
    struct value *row;   /* of a value a field, as well */
    bool is_stored;      /* else no row is */
    struct image_table table;
    int64_t load_id; /* 0: none */
    const struct candidate *candidate;
    uint64_t lines, header, loaded, rejected, blank, continued, n_errors, n_queries;
    uint64_t *filled; /* loaded rows in which a field is filled; one number a field */
    char *header_text;
    GError *error; /* SYSTEM: cannot be read */
    GError *fault; /* DATA: the file as a whole cannot be taken */
};

struct parse *parse_new(const struct candidate *candidate, GError **error);
/* Its rows are to be stored in the warehouse's table, under a load id. Before the threads begin. */
bool parse_store(struct parse *parse, struct db *db, int64_t load_id, GError **error);
void parse_free(struct parse *parse);
/* The threads' bodies; `data` is the parse. */
void *parse_read(void *data);
void *parse_validate(void *data);

/* The file that will most likely be loaded next, read and validated ahead while another is inserted: small files are
 * done before the threads would have met. Whether it is loaded, and as which load, is found when its turn comes. */
struct ahead {
    const struct candidate *next; /* NULL: none */
    struct stream *stream;        /* of the one that was the next; NULL: none */
};
void ahead_clear(struct ahead *ahead);

/* One load under way: the inserting thread's side. */
struct insertion {
    struct db *db;
    const struct candidate *candidate;
    const struct load_options *options;
    struct load_result *result;
    struct ahead *ahead; /* NULL: nothing is read ahead */
    int64_t load_id;
    struct statement *rows, *issues, *rejects;
    GArray *completed;   /* uint64_t: lines that this file corrects */
    uint64_t last_error; /* line of the last finding that a check kept */
};

/* What is said of a file beside its counts; copied. */
void load_say(struct load_result *result, enum load_status status, const char *message);
/* Takes the file in. True when the load stands; false when it must leave nothing: the result says why, or `error` is
 * set for SYSTEM faults. */
bool load_stream(struct insertion *insertion, GError **error);

/* Prepares the statements; not for a dry run. */
bool insertion_init(struct insertion *insertion, GError **error);
void insertion_clear(struct insertion *insertion);
/* After the transaction: takes off the connection what the insertions needed. */
void insertion_end(struct db *db);
/* Findings go to the sink, and all of the batch into the warehouse unless it is a dry run. */
bool insertion_take(struct insertion *insertion, struct batch *batch, GError **error);
/* The load's own row and its fields', when all rows are in. */
bool insertion_record(struct insertion *insertion, const struct parse *parse, GError **error);

/* The period or periods of the rows just inserted: writes load_period and result->period. DATA when a census has no
 * date. */
bool period_record(struct insertion *insertion, GError **error);
/* Whether a known load's period is the one that the file would have now. */
struct period_question {
    struct db *db;
    const struct candidate *candidate;
    const struct load_options *options;
};
bool period_is_same(const struct period_question *question, const char *period, bool *is_same, GError **error);
/* Whether the file, its schema and period are those of a load that is current: fills the result as LOAD_UNCHANGED. */
bool known_find(struct db *db, const struct candidate *candidate, const struct load_options *options,
                struct load_result *result, GError **error);
/* How many rows fewer are loaded than there were of what the file takes the place of; of periods not in a dry run,
 * which does not know them. After period_record. */
bool before_find(const struct insertion *insertion, GError **error);
/* Of a corrected list: finds the newest load that rejected its lines, marks them as completed, sets result->completes.
 * DATA when there is none, and where a corrected row has the key of a row that is loaded. */
bool completion_record(struct insertion *insertion, GError **error);

#endif
