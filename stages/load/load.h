/* Files into the warehouse: read, validate and insert in one streaming pass. The files of a call
 * share one transaction, since making each durable costs more than loading it, and are parts of it: one that is refused
 * leaves nothing, and where the machine fails, nothing of the call is left.
 *
 * One thread reads records, one makes them values, findings and rejects, the caller's thread inserts whole batches
 * as records that SQLite copies whole. A file is loaded wholly or leaves no row. */
#ifndef SCORECARD_STAGES_LOAD_LOAD_H
#define SCORECARD_STAGES_LOAD_LOAD_H

#include "pipeline/lib/csv.h"
#include "pipeline/lib/date.h"
#include "pipeline/lib/db.h"
#include "pipeline/lib/progress.h"
#include "stages/schema/schema.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum load_status {
    LOAD_LOADED,
    LOAD_UNCHANGED, /* the same file, schema and period is current already */
    LOAD_IGNORED,   /* no schema knows the file, or a newer one of its extract came with it: named once */
    LOAD_REFUSED    /* over its gate, or a whole-file fault: nothing of it is loaded */
};

struct load_result;
/* A file begins: result->path, file, extract, sha256 (known before the first finding only for rows that lie in the
 * warehouse) tell whose findings follow. */
typedef void (*load_begin)(const struct load_result *result, void *user_data);

struct load_options {
    const char *encoding; /* --encoding or NULL */
    int32_t census_date;  /* --census-date or DATE_NONE */
    bool is_dry_run;
    bool keeps_nothing; /* check: a census that tells no date is of none, corrected rows may be of no load */
    load_begin begin;   /* may be NULL */
    finding_sink sink;  /* sees every finding as well, on the caller's thread; may be NULL */
    void *sink_data;
    struct progress *progress; /* may be NULL */
};

/* lines = header + loaded + rejected + blank + continued, asserted. */
struct load_result {
    char *path;
    char *file;          /* base name */
    char *extract;       /* NULL when ignored */
    enum load_kind kind; /* of the extract */
    char sha256[65];
    char *period;         /* ISO date or month, or NULL */
    const char *encoding; /* csv_encoding_name */
    enum load_status status;
    int64_t load_id; /* 0 unless loaded or unchanged */
    uint64_t lines, header, loaded, rejected, blank, continued;
    uint64_t n_errors, n_queries;
    char *message;      /* why refused or ignored; NULL otherwise */
    bool is_age_unsure; /* ignored for another file of the extract whose name does not tell that it is the newer */
    int64_t completes;  /* the load whose rejected lines this one brings corrected; 0: none */
    uint64_t before;    /* rows loaded before of what this file takes the place of; 0: it does of nothing */
    uint64_t n_fewer;   /* of these, how many more they were than those loaded now */
    char before_day[DATE_TEXT_SIZE]; /* when they were loaded; "" without any */
};
void load_result_clear(struct load_result *result);
/* Loaded with so many rows fewer than before that somebody has to look whether the file is whole. */
bool load_result_is_gutted(const struct load_result *result);
/* Loaded, and of some rows none was kept: without an x-gate the extract stands empty, and counts of it are 0. */
bool load_result_is_all_rejected(const struct load_result *result);

/* "utf-8", "windows-1252" …; USAGE for a name that is none. NULL detects. */
bool load_parse_encoding(const char *name, enum csv_encoding *encoding, GError **error);

/* One file. False for SYSTEM faults only; bad data is told by result->status. */
bool load_file(struct db *db, const GPtrArray *schemas, const char *path, const struct load_options *options,
               struct load_result *result, GError **error);
/* Many files in a useful order (older before newer of one extract). Appends to `results` (struct load_result). */
bool load_files(struct db *db, const GPtrArray *schemas, char *const *paths, const struct load_options *options,
                GArray *results, GError **error);
/* "loaded", "unchanged", "ignored", "refused". */
const char *load_status_name(enum load_status status);

/* Before a warehouse is opened or made: whether every file can be read at all (SYSTEM) and the encoding's name is one
 * (USAGE). */
bool load_check_readable(char *const *paths, const char *encoding, GError **error);

#endif
