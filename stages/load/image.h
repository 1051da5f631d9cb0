/* Rows as a SQLite database in memory, of one table, made by hand as SQLite's file format says
 * (sqlite.org/fileformat2.html).
 *
 * Between two tables that are alike SQLite copies whole records (its transfer optimisation) and takes none apart: a
 * third of the time of the same rows through a virtual table. Where it cannot, for an index stands on the table, the
 * same statement inserts the same rows all the same.
 *
 * An image is filled by one thread and read by another, never at once. */
#ifndef SCORECARD_STAGES_LOAD_IMAGE_H
#define SCORECARD_STAGES_LOAD_IMAGE_H

#include "stages/schema/value.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#ifndef IMAGE_PAGE           /* fuzzing builds make them small */
#define IMAGE_PAGE 65536     /* bytes; the largest that SQLite knows: nearly every row lies on one page whole */
#define IMAGE_MOST_ROWS 4096 /* even with a page each, one page above can point to them all */
#endif

struct db;
struct schema;

/* The warehouse's table that an image is like. */
struct image_table {
    char *name;
    char *sql; /* as it stands in sqlite_schema */
    GArray
        *fields; /* int: the schema's field in each column; -1: none (row_id; a field that was), null in the record */
};

/* Of the schema's table as it stands in the warehouse. */
bool image_table_init(struct image_table *table, struct db *db, const struct schema *schema, GError **error);
void image_table_clear(struct image_table *table);

struct image {
    const struct image_table *table;
    unsigned char *pages;
    guint n_pages, room; /* in pages */
    guint n_rows;
    int64_t last_row_id;
    /* The page that rows are being put on: */
    guint leaf, n_cells, content; /* its number, its cells, and where they begin: they grow towards its beginning */
    GArray *leaves;               /* struct leaf: those before it */
    GByteArray *types, *payload;  /* of the record in hand */
};

void image_init(struct image *image);
void image_clear(struct image *image);
/* Ready for its first row of IMAGE_MOST_ROWS. `table` outlives the rows. */
void image_begin(struct image *image, const struct image_table *table);
/* A row, its id above those before. `values` are one a field of the schema, and are copied. */
void image_add_row(struct image *image, int64_t row_id, const struct value *values);
/* After the last of at least one row: the pages are a database. */
void image_end(struct image *image);

#endif
