/* What the files of check_foreign_keys share: check_foreign.c (references, and what is said of rows without a parent)
 * and foreign_rows.c (the keys of both ends). */
#ifndef SCORECARD_STAGES_CHECK_CHECK_FOREIGN_PRIVATE_H
#define SCORECARD_STAGES_CHECK_CHECK_FOREIGN_PRIVATE_H

#include "stages/check/check.h"

/* What all references share. */
struct references {
    struct db *db;
    const GPtrArray *schemas;
    struct check_hits *hits;
    GHashTable *sets;     /* the SQL of a parent's keys → census ("" where they hold in any) → struct keyset */
    GHashTable *rejected; /* name of a parent, behind it whether by census → struct rejected_keys */
};

struct reference {
    const struct schema *child, *parent;
    const struct foreign_key *key;
    bool is_of_census; /* keys mean something beside their census only */
};

/* Rows of one end: row_id, the fields of the key, the census ("" where keys hold in any, null where none is told). */
struct key_rows {
    struct statement *statement;
    guint n_fields;
    const char *census; /* of the row at hand */
    GString *key;       /* of the row at hand */
};

/* The child's field of a part of the key. */
const struct field *reference_field(const struct reference *reference, guint index);

/* Opens the rows of one end, in order. They are closed even where that failed. */
bool key_rows_open(struct key_rows *rows, const struct references *references, const struct reference *reference,
                   bool is_parent, GError **error);
void key_rows_close(struct key_rows *rows);
/* The key of the row at hand, with a NUL between its parts; false when a part is null: it refers to nothing then. */
bool key_rows_take(struct key_rows *rows);
/* The key as people read it: "a/b". The caller frees. */
char *key_rows_join(const struct key_rows *rows, char separator);

/* The keys of the parent; they live as long as `references`. NULL at a fault. */
GHashTable *references_sets(struct references *references, const struct reference *reference, GError **error);
/* Whether they have that of the row at hand. */
bool sets_have_key(GHashTable *sets, const struct key_rows *rows);

#endif
