/* How a schema is read: private to schema*.c. */
#ifndef SCORECARD_STAGES_SCHEMA_SCHEMA_PRIVATE_H
#define SCORECARD_STAGES_SCHEMA_SCHEMA_PRIVATE_H

#include "pipeline/lib/hash.h"
#include "pipeline/lib/json.h"
#include "stages/schema/cell.h"
#include "stages/schema/schema.h"

/* What lives as long as the schema: its JSON, whose nodes own most texts, and what was compiled from it. */
struct schema_store {
    struct json_file *file;
    GPtrArray *code_lists; /* struct code_list * */
    GPtrArray *blocks;     /* g_malloc'd arrays and texts */
    GPtrArray *remarks;    /* char *: what is odd in it and no fault */
};

struct schema_reader {
    struct schema *schema;
    struct json_file *file;
    const struct project *project;    /* or NULL */
    bool is_of_project;               /* lies among a project's schemas */
    struct hash *hash;                /* of the file and its code lists */
    const struct text_slice *missing; /* the schema's missingValues */
    guint n_missing;
    struct field *field; /* the one being read */
};

/* A property of ours; `read` is called where `object` has it. */
struct schema_extension {
    const char *name;
    bool needs_fields; /* names fields of the schema, so it is read once they are */
    bool (*read)(struct schema_reader *reader, JsonNode *object, const char *name, GError **error);
};

/* The properties that an object of a schema may have. */
struct property_names {
    const char *of;              /* "a field" */
    const char *const *standard; /* NULL-ended */
    const struct schema_extension *extensions;
    guint n_extensions;
};

/* Keeps a g_malloc'd block until the schema is freed; returns it. */
void *schema_keep(struct schema *schema, void *block);

/* A file that the schema holds beside its own: another text is another schema. */
bool schema_add_to_hash(struct schema_reader *reader, const char *path, GError **error);

/* An array of strings as a NULL-ended list of the nodes' own texts; *list stays NULL when the member is missing. A
 * single string is taken as a list of one. */
bool schema_read_list(struct schema_reader *reader, JsonNode *object, const char *member, char ***list, GError **error);
/* A word of a NULL-ended list of words, as an index, which stays as it is when the member is missing; a list of one
 * word is taken for the word (Table Schema's first profile of fieldsMatch). */
bool schema_read_word(struct schema_reader *reader, JsonNode *object, const char *member, const char *const *words,
                      int *index, GError **error);
bool schema_read_missing_values(struct schema_reader *reader, JsonNode *object, const struct text_slice **missing,
                                guint *n_missing, GError **error);
/* The index of `name` in a NULL-ended list, or -1. */
int schema_find_word(const char *const *words, const char *name);
/* "a, b, c"; the caller frees. */
char *schema_join_words(const char *const *words);

/* Those that need the schema's fields, or those that do not. */
bool schema_read_extensions(struct schema_reader *reader, const struct property_names *names, JsonNode *object,
                            bool needs_fields, GError **error);
/* Refuses a name that a slip made of another, and unknown names with x- before them. */
bool schema_check_names(struct schema_reader *reader, const struct property_names *names, JsonNode *object,
                        GError **error);
extern const struct property_names schema_property_names; /* of a schema */
extern const struct property_names field_property_names;  /* of a field */
/* Whether x-load, x-period and x-census-date go together. */
bool schema_check_period(struct schema_reader *reader, JsonNode *root, GError **error);

bool schema_read_fields(struct schema_reader *reader, JsonNode *root, GError **error);
GType schema_value_type(JsonNode *node); /* G_TYPE_INVALID: it is no value */
/* A value as JSON has it, a primitive of the rule's type or a string that casts by its type and format, into a cell. */
bool schema_cast_value(struct schema_reader *reader, const struct cell_rule *rule, JsonNode *node, struct cell *cell);
/* A field's constraints and categories into its rule, whose cast is chosen. */
bool schema_read_constraints(struct schema_reader *reader, struct field *field, JsonNode *node, GError **error);
bool schema_add_format(struct schema_reader *reader, struct field *field, JsonNode *place, const char *pattern,
                       GError **error);
/* The fields of a key, by name, listed at `place`. */
bool schema_resolve_key(struct schema_reader *reader, char **names, JsonNode *place, struct key *key, GError **error);
bool schema_read_keys(struct schema_reader *reader, JsonNode *root, GError **error);
bool schema_read_dialect(struct schema_reader *reader, JsonNode *root, GError **error);

/* `is_extract`: one of a project's schemas, whatever x- properties it has. */
struct schema *schema_load_as(const struct project *project, const char *path, bool is_extract, GError **error);

void cell_rule_free(struct cell_rule *rule);

#endif
