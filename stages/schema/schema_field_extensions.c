/* Our x- properties of a field. */
#include "stages/schema/schema_private.h"

#include "pipeline/lib/files.h"
#include "pipeline/lib/limits.h"
#include "pipeline/lib/project_changes.h"

#include <string.h>

/* A list is named as a file of the folder and a table are, and leads nowhere else. */
static bool is_list_name(const char *list)
{
    return *list != '\0' && strlen(list) <= LIMIT_NAME &&
           strspn(list, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(list);
}

/* The list beside the schema, else the project's. NULL when there is none. The caller frees. */
static char *find_code_file(const struct schema_reader *reader, const char *list)
{
    if (!is_list_name(list))
        return NULL;
    g_autofree char *folder = g_path_get_dirname(reader->schema->path);
    g_autofree char *name = g_strconcat(list, ".csv", NULL);
    g_autofree char *beside = g_build_filename(folder, "codes", name, NULL);
    if (reader->project != NULL && reader->schema->is_extract) {
        char *path = project_find(reader->project, "schemas/codes", list, ".csv");
        if (path != NULL)
            return path;
    }
    return path_look(beside, NULL) == PATH_ABSENT ? NULL : g_steal_pointer(&beside);
}

static bool fail_code_list(const struct schema_reader *reader, JsonNode *place, const char *list, GError **error)
{
    g_autofree char *hint =
        reader->project == NULL ? g_strdup("") : project_nearest(reader->project, "schemas/codes", ".csv", list);
    return json_file_fail(reader->file, place, error, "there is no code list \"%s\", schemas/codes/%s.csv%s", list,
                          list, hint);
}

static char *find_code_changes(const struct schema_reader *reader, const char *list)
{
    const bool is_of_project = reader->project != NULL && reader->schema->is_extract;
    return is_of_project ? project_find_changes(reader->project, "schemas/codes", list, ".csv") : NULL;
}

static bool read_codes(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    struct field *field = reader->field;
    if (!json_get_string(reader->file, node, name, false, &field->code_list, error))
        return false;
    if (field->type != FIELD_STRING)
        return json_file_fail(reader->file, json_member(node, name), error, "codes are strings; field \"%s\" is %s",
                              field->name, schema_type_names[field->type]);
    g_autofree char *path = find_code_file(reader, field->code_list);
    if (path == NULL)
        return fail_code_list(reader, json_member(node, name), field->code_list, error);
    g_autofree char *changes = find_code_changes(reader, field->code_list);
    struct code_list *list = code_list_load(path, changes, error);
    if (list == NULL)
        return false;
    g_ptr_array_add(reader->schema->store->code_lists, list);
    field->rule->codes = list;
    return schema_add_to_hash(reader, path, error) && (changes == NULL || schema_add_to_hash(reader, changes, error));
}

static bool read_formats(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    struct field *field = reader->field;
    char **formats = NULL;
    if (!schema_read_list(reader, node, name, &formats, error))
        return false;
    if (field->type != FIELD_DATE && field->type != FIELD_DATETIME)
        return json_file_fail(reader->file, json_member(node, name), error, "\"%s\" is for dates; field \"%s\" is %s",
                              name, field->name, schema_type_names[field->type]);
    for (char **format = formats; *format != NULL; format++)
        if (!schema_add_format(reader, field, json_member(node, name), *format, error))
            return false;
    return true;
}

/* In the order of enum cell_check; none has no name. */
static const char *const cell_checks[] = {"", "upn", "financial-year", NULL};

static bool read_check(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    const char *check = NULL;
    if (!json_get_string(reader->file, node, name, false, &check, error))
        return false;
    const int known = schema_find_word(cell_checks, check);
    if (known <= 0 || reader->field->type != FIELD_STRING)
        return json_file_fail(reader->file, json_member(node, name), error,
                              "\"%s\" is upn or financial-year, for strings", name);
    reader->field->rule->check = (enum cell_check)known;
    return true;
}

/* In the order of enum person_part; none has no name. */
static const char *const person_parts[] = {"", "upn", "surname", "forename", "birth_date", NULL};

static bool read_person(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    const char *part = NULL;
    if (!json_get_string(reader->file, node, name, false, &part, error))
        return false;
    const int known = schema_find_word(person_parts, part);
    if (known <= 0)
        return json_file_fail(reader->file, json_member(node, name), error,
                              "\"%s\" is upn, surname, forename or birth_date", name);
    const enum person_part person = (enum person_part)known;
    if (schema_person_field(reader->schema, person) != NULL)
        return json_file_fail(reader->file, json_member(node, name), error, "two fields tell the %s of a person", part);
    reader->field->person = person;
    return true;
}

static bool read_severity(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    struct field *field = reader->field;
    const char *severity = NULL;
    if (!json_get_string(reader->file, node, name, false, &severity, error))
        return false;
    field->severity = strcmp(severity, severity_name(SEVERITY_QUERY)) == 0 ? SEVERITY_QUERY : SEVERITY_ERROR;
    return strcmp(severity, severity_name(field->severity)) == 0 ||
           json_file_fail(reader->file, json_member(node, name), error, "\"%s\" is error or query", name);
}

static bool read_optional_column(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    bool is_optional = false;
    if (!json_get_boolean(reader->file, node, name, false, &is_optional, error))
        return false;
    reader->field->is_column_required = !is_optional;
    return true;
}

static bool read_personal(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    return json_get_boolean(reader->file, node, name, false, &reader->field->is_personal, error);
}

static bool read_money(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    struct field *field = reader->field;
    return json_get_boolean(reader->file, node, name, false, &field->is_money, error) &&
           (!field->is_money || field->type == FIELD_NUMBER ||
            json_file_fail(reader->file, json_member(node, name), error, "\"%s\" is for numbers", name));
}

static bool read_decimal_zero(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    return json_get_boolean(reader->file, node, name, false, &reader->field->rule->takes_decimal_zero, error);
}

static bool read_action(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    return json_get_string(reader->file, node, name, false, &reader->field->action, error);
}

static bool read_aliases(struct schema_reader *reader, JsonNode *node, const char *name, GError **error)
{
    reader->schema->folds_headers = true;
    return schema_read_list(reader, node, name, &reader->field->aliases, error);
}

static const char *const standard[] = {"name",          "title",      "description", "type",        "format",
                                       "example",       "examples",   "constraints", "categories",  "categoriesOrdered",
                                       "missingValues", "rdfType",    "trueValues",  "falseValues", "groupChar",
                                       "decimalChar",   "bareNumber", NULL};

static const struct schema_extension extensions[] = {
    {"x-action", false, read_action},
    {"x-aliases", false, read_aliases},
    {"x-check", false, read_check},
    {"x-codes", false, read_codes},
    {"x-decimal-zero", false, read_decimal_zero},
    {"x-formats", false, read_formats},
    {"x-money", false, read_money},
    {"x-optional-column", false, read_optional_column},
    {"x-person", false, read_person},
    {"x-personal", false, read_personal},
    {"x-severity", false, read_severity},
};

const struct property_names field_property_names = {"a field", standard, extensions, G_N_ELEMENTS(extensions)};
