/* How a schema is read: private to schema*.c. */
#ifndef SCORECARD_STAGES_SCHEMA_PRIVATE_H
#define SCORECARD_STAGES_SCHEMA_PRIVATE_H

#include "pipeline/lib/hash.h"
#include "pipeline/lib/json.h"
#include "stages/cell.h"
#include "stages/schema.h"

/* What lives as long as the schema: its JSON, whose nodes own most texts, and what was compiled from it. */
struct schema_store {
    struct json_file *file;
    GPtrArray *code_lists; /* struct code_list * */
    GPtrArray *blocks;     /* g_malloc'd arrays and texts */
};

struct schema_reader {
    struct schema *schema;
    struct json_file *file;
    const struct project *project;    /* or NULL */
    struct hash *hash;                /* of the file and its code lists */
    const struct text_slice *missing; /* the schema's missingValues */
    guint n_missing;
};

/* Keeps a g_malloc'd block until the schema is freed; returns it. */
void *schema_keep(struct schema *schema, void *block);

/* An array of strings as a NULL-ended list of the nodes' own texts; *list stays NULL when the member is missing. A
 * single string is taken as a list of one. */
bool schema_read_list(struct schema_reader *reader, JsonNode *object, const char *member, char ***list, GError **error);
bool schema_read_missing_values(struct schema_reader *reader, JsonNode *object, const struct text_slice **missing,
                                guint *n_missing, GError **error);
/* The index of `name` in a NULL-ended list, or -1. */
int schema_find_word(const char *const *words, const char *name);
/* "a, b, c"; the caller frees. */
char *schema_join_words(const char *const *words);

bool schema_read_fields(struct schema_reader *reader, JsonNode *root, GError **error);
/* A field's constraints and categories into its rule, whose cast is chosen. */
bool schema_read_constraints(struct schema_reader *reader, struct field *field, JsonNode *node, GError **error);
bool schema_read_keys(struct schema_reader *reader, JsonNode *root, GError **error);
bool schema_read_dialect(struct schema_reader *reader, JsonNode *root, GError **error);

/* `is_extract`: one of a project's schemas, whatever x- properties it has. */
struct schema *schema_load_as(const struct project *project, const char *path, bool is_extract, GError **error);

void cell_rule_free(struct cell_rule *rule);

#endif
