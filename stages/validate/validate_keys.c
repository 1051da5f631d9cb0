/* Primary keys and unique fields: which a file has, and the values of a row as they are compared. */
#include "stages/validate/validate_private.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void add_unique(struct validator *validator, const struct key *key, const char *code, bool is_primary)
{
    const struct unique_rule rule = {.key = key, .code = code, .is_primary = is_primary, .seen = keyset_new()};
    g_array_append_val(validator->unique_rules, rule);
}

static guint count_unique_fields(const struct schema *schema)
{
    guint n = 0;
    for (guint i = 0; i < schema->n_fields; i++)
        n += schema->fields[i].is_unique;
    return n;
}

static void add_unique_fields(struct validator *validator)
{
    const struct schema *schema = validator->schema;
    const guint n = count_unique_fields(schema);
    validator->single_keys = g_new0(struct key, n + 1);
    guint at = 0;
    for (guint i = 0; i < schema->n_fields; i++) {
        if (!schema->fields[i].is_unique)
            continue;
        struct key *key = &validator->single_keys[at++];
        *key = (struct key){.n_fields = 1, .fields = g_new(guint, 1)};
        key->fields[0] = i;
        add_unique(validator, key, "unique-error", false);
    }
}

void validator_init_keys(struct validator *validator)
{
    const struct schema *schema = validator->schema;
    validator->unique_rules = g_array_new(FALSE, FALSE, sizeof(struct unique_rule));
    validator->key_text = g_string_new(NULL);
    validator->census_key = g_string_new(NULL);
    validator->census_field = NO_FIELD;
    if (schema->has_primary_key)
        add_unique(validator, &schema->primary_key, "primary-key", true);
    for (guint i = 0; i < schema->n_unique_keys; i++)
        add_unique(validator, &schema->unique_keys[i], "unique-error", false);
    add_unique_fields(validator);
}

void validator_clear_keys(struct validator *validator)
{
    for (guint i = 0; i < validator->unique_rules->len; i++)
        keyset_free(g_array_index(validator->unique_rules, struct unique_rule, i).seen);
    for (struct key *key = validator->single_keys; key->n_fields > 0; key++)
        g_free(key->fields);
    g_free(validator->single_keys);
    g_array_unref(validator->unique_rules);
    g_string_free(validator->key_text, TRUE);
    g_string_free(validator->census_key, TRUE);
    validator_clear_self_keys(validator);
}

bool validator_has_key(const struct validator *validator, const struct key *key)
{
    for (guint i = 0; i < key->n_fields; i++)
        if (validator->columns[key->fields[i]] == NO_COLUMN)
            return false;
    return true;
}

static int find_census_field(const struct validator *validator)
{
    const struct field *field = validator->schema->census_field;
    const bool is_told = field != NULL && !validator->is_one_census &&
                         validator->columns[field - validator->schema->fields] != NO_COLUMN;
    return is_told ? (int)(field - validator->schema->fields) : NO_FIELD;
}

void validator_map_keys(struct validator *validator)
{
    validator->census_field = find_census_field(validator);
    for (guint i = 0; i < validator->unique_rules->len; i++) {
        struct unique_rule *rule = &g_array_index(validator->unique_rules, struct unique_rule, i);
        rule->is_mapped = validator_has_key(validator, rule->key);
    }
    validator_map_self_keys(validator);
}

enum key_state validator_key_state(const struct validator *validator, const struct key *key)
{
    enum key_state state = KEY_WHOLE;
    for (guint i = 0; i < key->n_fields; i++) {
        const uint32_t faults = validator->faults[key->fields[i]];
        if ((faults & CELL_NOT_TYPE) != 0)
            return KEY_UNREADABLE;
        if ((faults & CELL_IS_NULL) != 0)
            state = KEY_NULL;
    }
    return state;
}

/* The logical value as bytes that are equal when it is: text as it is, numbers as digits, points in time by their
 * instant. */
static struct text_slice value_bytes(const struct validator *validator, guint field,
                                     char number[static LONGEST_NUMBER_TEXT])
{
    const struct cell *cell = &validator->cells[field];
    int n;
    if (cell->value.kind == VALUE_REAL)
        n = snprintf(number, LONGEST_NUMBER_TEXT, "%a", cell->value.as.real);
    else if (cell->value.kind == VALUE_INTEGER || validator->schema->fields[field].type == FIELD_DATETIME)
        n = snprintf(number, LONGEST_NUMBER_TEXT, "%" PRId64, cell->order);
    else
        return (struct text_slice){cell->value.as.text, cell->value.length};
    return (struct text_slice){number, (uint32_t)n};
}

struct text_slice validator_key_bytes(struct validator *validator, const struct key *key,
                                      char number[static LONGEST_NUMBER_TEXT])
{
    if (key->n_fields == 1)
        return value_bytes(validator, key->fields[0], number);
    g_string_truncate(validator->key_text, 0);
    for (guint i = 0; i < key->n_fields; i++) {
        const struct text_slice part = value_bytes(validator, key->fields[i], number);
        g_string_append_len(validator->key_text, (const char *)&part.length, sizeof part.length);
        g_string_append_len(validator->key_text, part.text, (gssize)part.length);
    }
    return (struct text_slice){validator->key_text->str, (uint32_t)validator->key_text->len};
}

void validator_name_fields(const struct validator *validator, const struct key *key, GString *message)
{
    for (guint i = 0; i < key->n_fields; i++)
        g_string_append_printf(message, "%s%s", i == 0 ? "" : ", ", validator->schema->fields[key->fields[i]].name);
}

void validator_test_keys(struct validator *validator)
{
    validator_test_uniques(validator);
    validator_note_self_keys(validator);
}
