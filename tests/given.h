/* Inputs of tests: files that live for one test, and schemas written as text. */
#ifndef SCORECARD_TESTS_GIVEN_H
#define SCORECARD_TESTS_GIVEN_H

#include "pipeline/lib/csv.h"
#include "stages/schema/schema.h"
#include "stages/validate/validate.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

/* What a validator said of a text: findings as "LINE CODE FIELD;" in order, and the rows' outcomes as letters
 * (h header, L loaded, R rejected, b blank, ! refused). */
struct said {
    GString *findings, *outcomes, *values, *messages;
};

/* A schema from its JSON, written into a folder of its own as `name`.json; single quotes stand for double ones. */
struct schema *given_schema_named(const char *name, const char *json, GError **error);
struct schema *given_schema(const char *json, GError **error);
void said_clear(struct said *said);
void said_note(const struct finding *finding, void *user_data);
struct said given_check(const struct schema *schema, const char *csv);

#endif
