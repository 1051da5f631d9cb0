/* The largest of everything: past each there is a fault in plain words, never a crash and never a part in silence.
 * docs/limits.md says which fault, and tests/limits.sh meets them. How long a query may run, and by how much the
 * program may grow meanwhile, are settings (query_seconds, query_mebibytes). */
#ifndef SCORECARD_LIB_LIMITS_H
#define SCORECARD_LIB_LIMITS_H

#include <glib.h>

/* A file of data; these bound the memory of a reader, whatever the file. */
#define LIMIT_CELL_BYTES (1024 * 1024)       /* bytes of UTF-8 in a cell */
#define LIMIT_RECORD_BYTES (8 * 1024 * 1024) /* bytes of UTF-8 in a record */
#define LIMIT_RECORD_CELLS 65536             /* cells in a record, and columns of a header */
#define LIMIT_LINES G_MAXUINT32              /* physical lines of a file: the lower half of a row_id */

/* A warehouse. */
#define LIMIT_LOADS 16777215 /* the upper half of a row_id, whose varint then has no ninth byte (image_record.c) */

/* Definitions. */
#define LIMIT_DEFINITION_BYTES (256 * 1024 * 1024) /* of a schema, SQL, report, settings or code list file */
#define LIMIT_JSON_DEPTH 256                       /* lists and objects within each other */
#define LIMIT_NAME 100                             /* letters of an extract's, a report's or a SQL file's name */
#define LIMIT_FIELDS 1000                          /* of an extract */
#define LIMIT_SET 2000                             /* values of an enum or of categories */
#define LIMIT_BLOCKS 1000                          /* pages of a report, and charts on all its pages */
#define LIMIT_MEASURES 1000
#define LIMIT_SPLITS 100        /* of a measure */
#define LIMIT_CATEGORIES 100000 /* of all splits and pairs of a measure together */

/* Disclosure control: days on which a period of a figure of children begins or ends, with the censuses and one before
 * all. They are the bits of a set of 128 (disclose_model.h). */
#define LIMIT_DAYS 128

/* SQL. */
#define LIMIT_VALUE_BYTES (64 * 1024 * 1024) /* of one value or row, also of one made by a function */
#define LIMIT_PATTERN_BYTES 1000             /* of a pattern of like or glob */

#define LIMIT_SAMPLE 1000000 /* cases drawn at once */

#endif
