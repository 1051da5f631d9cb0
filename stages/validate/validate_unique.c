/* Keys that must differ from row to row: of an extract of a census, within each census. */
#include "stages/validate/validate_private.h"

#include <inttypes.h>
#include <string.h>

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

/* Of a census a row whose own one is not told may be of any: its key has to differ from all, and all from it. */
#define ANY_CENSUS "*"
#define NO_CENSUS "?"

/* The census that the row in hand says it is of. */
static struct text_slice row_census(const struct validator *validator)
{
    const guint field = (guint)validator->census_field;
    const struct value *value = &validator->cells[field].value;
    if ((validator->faults[field] & (CELL_NOT_TYPE | CELL_IS_NULL)) != 0)
        return (struct text_slice){NO_CENSUS, strlen(NO_CENSUS)};
    return (struct text_slice){value->as.text, value->length};
}

/* The key behind a census; it lives until the next call. */
static struct text_slice key_within(struct validator *validator, struct text_slice census, struct text_slice key)
{
    g_string_truncate(validator->census_key, 0);
    g_string_append_len(validator->census_key, census.text, census.length);
    g_string_append_c(validator->census_key, ' ');
    g_string_append_len(validator->census_key, key.text, key.length);
    return (struct text_slice){validator->census_key->str, (uint32_t)validator->census_key->len};
}

static bool has_key_within(struct validator *validator, const struct unique_rule *rule, struct text_slice census,
                           struct text_slice key)
{
    const struct text_slice whole = key_within(validator, census, key);
    return keyset_has(rule->seen, whole.text, whole.length);
}

static bool add_key_within(struct validator *validator, const struct unique_rule *rule, struct text_slice census,
                           struct text_slice key, uint64_t *first)
{
    const struct text_slice whole = key_within(validator, census, key);
    return keyset_add(rule->seen, whole.text, whole.length, validator->record->line, first);
}

static bool is_seen(struct validator *validator, const struct unique_rule *rule, struct text_slice key)
{
    if (validator->census_field == NO_FIELD)
        return keyset_has(rule->seen, key.text, key.length);
    const struct text_slice census = row_census(validator), any = {ANY_CENSUS, strlen(ANY_CENSUS)},
                            none = {NO_CENSUS, strlen(NO_CENSUS)};
    return has_key_within(validator, rule, census, key) || has_key_within(validator, rule, none, key) ||
           (*census.text == *NO_CENSUS && has_key_within(validator, rule, any, key));
}

/* False, with the line that has it first, when the key was there. */
static bool take_key(struct validator *validator, const struct unique_rule *rule, struct text_slice key,
                     uint64_t *first)
{
    if (validator->census_field == NO_FIELD)
        return keyset_add(rule->seen, key.text, key.length, validator->record->line, first);
    const struct text_slice census = row_census(validator), any = {ANY_CENSUS, strlen(ANY_CENSUS)};
    const bool is_new = !is_seen(validator, rule, key);
    add_key_within(validator, rule, any, key, first);
    if (is_new || has_key_within(validator, rule, census, key))
        add_key_within(validator, rule, census, key, first);
    return is_new;
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
    if ((takes || is_seen(validator, rule, bytes)) && !take_key(validator, rule, bytes, &first))
        report_duplicate(validator, rule, first);
}

void validator_test_uniques(struct validator *validator)
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
