/* Our x- properties of a schema. */
#include "stages/schema/schema_private.h"

#include <string.h>

#define MOST_PLACEMENT_ORDER 1000

static bool read_trim(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    return json_get_boolean(reader->file, root, name, false, &reader->schema->trims, error);
}

static bool read_file_patterns(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    return schema_read_list(reader, root, name, &reader->schema->file_patterns, error);
}

static bool read_known(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    return schema_read_list(reader, root, name, &reader->schema->known, error);
}

static bool read_load(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    static const char *const words[] = {"replace", "period", "append", NULL};
    int index = LOAD_REPLACE;
    if (!schema_read_word(reader, root, name, words, &index, error))
        return false;
    reader->schema->load_kind = (enum load_kind)index;
    return true;
}

static bool read_gate(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    double *gate = &reader->schema->gate;
    if (!json_get_number(reader->file, root, name, false, gate, error))
        return false;
    return (*gate >= 0 && *gate <= 1) ||
           json_file_fail(reader->file, json_member(root, name), error, "\"%s\" is a share of rows, from 0 to 1", name);
}

static bool read_gate_rows(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    gint64 rows = 1;
    if (!json_get_integer(reader->file, root, name, false, &rows, error))
        return false;
    reader->schema->gate_rows = (uint64_t)rows;
    return rows >= 1 ||
           json_file_fail(reader->file, json_member(root, name), error, "\"%s\" is a number of rows, from 1", name);
}

/* "census", or the fields whose values are a row's period. */
static bool read_period(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    char **list = NULL;
    if (!schema_read_list(reader, root, name, &list, error))
        return false;
    struct schema *schema = reader->schema;
    schema->period_is_census =
        list[0] != NULL && strcmp(list[0], "census") == 0 && schema_find_field(schema, "census") < 0;
    schema->period_fields = schema->period_is_census ? NULL : list;
    for (char **field = schema->period_fields; field != NULL && *field != NULL; field++)
        if (schema_find_field(schema, *field) < 0)
            return json_file_fail(reader->file, json_member(root, name), error, "\"%s\" names no field: \"%s\"", name,
                                  *field);
    return true;
}

static bool read_census_date(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    const char *field = NULL;
    if (!json_get_string(reader->file, root, name, false, &field, error))
        return false;
    const int index = schema_find_field(reader->schema, field);
    if (index < 0 || reader->schema->fields[index].type != FIELD_DATE)
        return json_file_fail(reader->file, json_member(root, name), error, "\"%s\" names no field of dates: \"%s\"",
                              name, field);
    reader->schema->census_field = &reader->schema->fields[index];
    return true;
}

bool schema_check_period(struct schema_reader *reader, JsonNode *root, GError **error)
{
    const struct schema *schema = reader->schema;
    if (schema->load_kind == LOAD_PERIOD && !schema->period_is_census && schema->period_fields == NULL)
        return json_file_fail(reader->file, json_member(root, "x-load"), error,
                              "what is loaded by period says in \"x-period\" where that comes from");
    return schema->census_field == NULL || schema->period_is_census ||
           json_file_fail(reader->file, json_member(root, "x-census-date"), error,
                          "only \"x-period\": \"census\" has a date of the census");
}

/* The fields that tell who has to correct a row. */
static bool read_owners(struct schema_reader *reader, JsonNode *root, const char *name, struct key *key, GError **error)
{
    char **fields = NULL;
    return schema_read_list(reader, root, name, &fields, error) &&
           schema_resolve_key(reader, fields, json_member(root, name), key, error);
}

static bool read_school(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    return read_owners(reader, root, name, &reader->schema->school_fields, error);
}

static bool read_team(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    return read_owners(reader, root, name, &reader->schema->team_fields, error);
}

/* Its fields may be those of another extract: schema_load_all looks for them. */
static bool read_placement(struct schema_reader *reader, JsonNode *root, const char *name, GError **error)
{
    static const char *const known[] = {"order", "rank", "from", "to", NULL};
    struct placement_fields *placement = &reader->schema->placement;
    JsonNode *node = NULL;
    gint64 order = 0;
    if (!json_get_object(reader->file, root, name, true, &node, error) ||
        !json_refuse_unknown(reader->file, node, known, error) ||
        !json_get_integer(reader->file, node, "order", true, &order, error) ||
        !json_get_string(reader->file, node, "rank", false, &placement->rank, error) ||
        !json_get_string(reader->file, node, "from", false, &placement->from, error) ||
        !json_get_string(reader->file, node, "to", false, &placement->to, error))
        return false;
    placement->order = (guint)order;
    return (order >= 1 && order <= MOST_PLACEMENT_ORDER) ||
           json_file_fail(reader->file, json_member(node, "order"), error,
                          "\"order\" is 1 of the surest extract, 2, 3 …");
}

static const char *const standard[] = {"$schema",     "name",          "title",       "description", "homepage",
                                       "version",     "created",       "sources",     "licenses",    "contributors",
                                       "keywords",    "fields",        "fieldsMatch", "primaryKey",  "uniqueKeys",
                                       "foreignKeys", "missingValues", "dialect",     NULL};

static const struct schema_extension extensions[] = {
    {"x-census-date", true, read_census_date},
    {"x-file", false, read_file_patterns},
    {"x-gate", false, read_gate},
    {"x-gate-rows", false, read_gate_rows},
    {"x-known", false, read_known},
    {"x-load", false, read_load},
    {"x-period", true, read_period},
    {"x-placement", false, read_placement},
    {"x-school", true, read_school},
    {"x-team", true, read_team},
    {"x-trim", false, read_trim},
};

const struct property_names schema_property_names = {"a schema", standard, extensions, G_N_ELEMENTS(extensions)};
