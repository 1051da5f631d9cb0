/* What is read from the text of a SQL file, because SQLite's authorizer does not tell it: names that would pass for a
 * view, and the day it is. */
#ifndef SCORECARD_STAGES_MEASURE_SQL_TEXT_H
#define SCORECARD_STAGES_MEASURE_SQL_TEXT_H

#include "pipeline/lib/db.h"

#include <stddef.h>

/* A word of SQL, a quoted name or text, a number, or one character of anything else. Comments and space lie between. */
struct sql_token {
    enum { SQL_END, SQL_NAME, SQL_QUOTED, SQL_TEXT, SQL_SIGN } kind;
    const char *at;     /* in the text */
    const char *inside; /* without its quotes */
    size_t length;      /* of what is inside */
};

/* The token that begins at *at or behind it; *at moves past it. */
struct sql_token sql_token_next(const char **at);

struct sql_slip {
    const char *fault; /* NULL: none */
    const char *at;
};

/* Of a statement that SQLite has prepared, while it is still guarded (db_guard): the first common table expression
 * under the name of a view or table of the warehouse, main.<table>, or date function that is asked for today. */
struct sql_slip sql_text_find_slip(const char *text, const struct db *db);

#endif
