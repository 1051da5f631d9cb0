/* Primary keys and unique values. */
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
    validator_clear_self_keys(validator);
}

bool validator_has_key(const struct validator *validator, const struct key *key)
{
    for (guint i = 0; i < key->n_fields; i++)
        if (validator->columns[key->fields[i]] == NO_COLUMN)
            return false;
    return true;
}

void validator_map_keys(struct validator *validator)
{
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

static struct finding place_key(const struct validator *validator, const struct key *key, const char *code)
{
    const struct field *field = &validator->schema->fields[key->fields[0]];
    struct finding finding =
        validator_place(validator, key->n_fields == 1 ? validator->columns[key->fields[0]] : NO_COLUMN);
    finding.code = code;
    if (strcmp(code, "primary-key") == 0) /* of the row, not of its cell */
        finding.line = validator->record->line;
    finding.field = key->n_fields == 1 ? field->name : NULL;
    finding.action = field->action;
    return finding;
}

static void report_null(struct validator *validator, const struct unique_rule *rule)
{
    struct finding finding = place_key(validator, rule->key, rule->code);
    g_string_assign(validator->message, "a part of the key is empty: every row needs its own ");
    validator_name_fields(validator, rule->key, validator->message);
    finding.message = validator->message->str;
    validator_report(validator, &finding);
}

static void report_duplicate(struct validator *validator, const struct unique_rule *rule, uint64_t first)
{
    struct finding finding = place_key(validator, rule->key, rule->code);
    validator_name_fields(validator, rule->key, g_string_truncate(validator->message, 0));
    g_string_append_printf(validator->message, " must differ from row to row: line %" PRIu64 " holds the same", first);
    if (rule->key->n_fields == 1)
        finding.value = validator_shown_value(validator, validator->columns[rule->key->fields[0]]);
    finding.message = validator->message->str;
    validator_report(validator, &finding);
}

/* The standard counts every row's key; of an extract only rows that load can be the first to have it. */
static bool counts(const struct validator *validator)
{
    return !validator->has_error || !validator->schema->is_extract;
}

/* With one key it is looked up and taken in one step; with several a row that breaks one must not take the others. */
static void test_unique(struct validator *validator, struct unique_rule *rule, bool takes)
{
    char number[LONGEST_NUMBER_TEXT];
    const enum key_state state = rule->is_mapped ? validator_key_state(validator, rule->key) : KEY_UNREADABLE;
    if (state == KEY_NULL && rule->is_primary && takes)
        report_null(validator, rule);
    if (state != KEY_WHOLE || !counts(validator))
        return;
    const struct text_slice bytes = validator_key_bytes(validator, rule->key, number);
    uint64_t first = 0;
    if (takes && !keyset_add(rule->seen, bytes.text, bytes.length, validator->record->line, &first))
        report_duplicate(validator, rule, first);
    else if (!takes && keyset_has(rule->seen, bytes.text, bytes.length)) {
        keyset_add(rule->seen, bytes.text, bytes.length, 0, &first);
        report_duplicate(validator, rule, first);
    }
}

static void test_uniques(struct validator *validator)
{
    GArray *rules = validator->unique_rules;
    const bool looks_first = rules->len > 1 && validator->schema->is_extract;
    for (guint i = 0; looks_first && i < rules->len; i++)
        test_unique(validator, &g_array_index(rules, struct unique_rule, i), false);
    if (looks_first && validator->has_error)
        return;
    for (guint i = 0; i < rules->len; i++)
        test_unique(validator, &g_array_index(rules, struct unique_rule, i), true);
}

void validator_expect(const struct validator *validator, const struct csv_record *record)
{
    for (guint i = 0; i < validator->unique_rules->len; i++) {
        const struct unique_rule *rule = &g_array_index(validator->unique_rules, struct unique_rule, i);
        if (!rule->is_mapped || rule->key->n_fields != 1)
            continue;
        const uint32_t column = (uint32_t)validator->columns[rule->key->fields[0]];
        if (column < record->n_cells)
            keyset_expect(rule->seen, record->cells[column].text, record->cells[column].length);
    }
}

void validator_test_keys(struct validator *validator)
{
    test_uniques(validator);
    validator_note_self_keys(validator);
}
