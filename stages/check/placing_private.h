/* What placing*.c share. */
#ifndef SCORECARD_STAGES_CHECK_PLACING_PRIVATE_H
#define SCORECARD_STAGES_CHECK_PLACING_PRIVATE_H

#include "stages/check/placing.h"

/* file << 32 | line, or load << 32 | line as in the warehouse. */
int64_t placing_row_id(int64_t file_or_load, uint64_t line);
/* Reads every file again, fills temp.placing and sets `record` of every finding. */
bool placing_read_files(struct found_list *list, struct db *db, enum csv_encoding encoding, GError **error);
/* Fills temp.placing_loaded from the warehouse: rows of persons and rows that place them. */
bool placing_read_loaded(struct db *db, const GPtrArray *schemas, GError **error);
/* Its rows are persons' own, whose school is for other rows to tell. */
bool placing_is_of_children(const struct schema *schema);

#endif
