/* Foreign keys to the same file. */
#include "stages/validate/validate_private.h"

static struct key parent_key(const struct schema *schema, const struct foreign_key *foreign)
{
    struct key parent = {.n_fields = foreign->key.n_fields, .fields = g_new(guint, foreign->key.n_fields)};
    for (guint i = 0; i < parent.n_fields; i++)
        parent.fields[i] = (guint)schema_find_field(schema, foreign->target_fields[i]);
    return parent;
}

void validator_check_self_keys(struct validator *validator)
{
    const struct schema *schema = validator->schema;
    if (validator->self_rules == NULL)
        validator->self_rules = g_array_new(FALSE, FALSE, sizeof(struct self_rule));
    for (guint i = 0; i < schema->n_foreign_keys; i++) {
        if (*schema->foreign_keys[i].target != '\0')
            continue;
        const struct self_rule rule = {.key = &schema->foreign_keys[i],
                                       .parent = parent_key(schema, &schema->foreign_keys[i]),
                                       .parents = keyset_new(),
                                       .children = g_array_new(FALSE, FALSE, sizeof(struct child)),
                                       .texts = g_string_new(NULL)};
        g_array_append_val(validator->self_rules, rule);
    }
}

void validator_clear_self_keys(struct validator *validator)
{
    GArray *rules = validator->self_rules;
    if (rules == NULL)
        return;
    for (guint i = 0; i < rules->len; i++) {
        struct self_rule *rule = &g_array_index(rules, struct self_rule, i);
        keyset_free(rule->parents);
        g_free(rule->parent.fields);
        g_array_unref(rule->children);
        g_string_free(rule->texts, TRUE);
    }
    g_array_unref(rules);
}

static void keep_child(struct validator *validator, struct self_rule *rule, struct text_slice bytes)
{
    const int column = validator->columns[rule->key->key.fields[0]];
    const struct finding place = validator_place(validator, column);
    const struct child child = {rule->texts->len, bytes.length, validator->record->line, place.row, place.column};
    g_array_append_val(rule->children, child);
    g_string_append_len(rule->texts, bytes.text, (gssize)bytes.length);
}

static void note_self(struct validator *validator, struct self_rule *rule)
{
    char number[LONGEST_NUMBER_TEXT];
    uint64_t first;
    if (!rule->is_mapped)
        return;
    if (validator_key_state(validator, &rule->parent) == KEY_WHOLE) {
        const struct text_slice bytes = validator_key_bytes(validator, &rule->parent, number);
        keyset_add(rule->parents, bytes.text, bytes.length, validator->record->line, &first);
    }
    if (validator_key_state(validator, &rule->key->key) == KEY_WHOLE) {
        const struct text_slice bytes = validator_key_bytes(validator, &rule->key->key, number);
        if (!keyset_has(rule->parents, bytes.text, bytes.length))
            keep_child(validator, rule, bytes);
    }
}

static void report_orphan(struct validator *validator, const struct self_rule *rule, const struct child *child)
{
    const struct field *field = &validator->schema->fields[rule->key->key.fields[0]];
    g_string_assign(validator->message, "no row of this file has this value in ");
    validator_name_fields(validator, &rule->parent, validator->message);
    struct finding finding = {.line = child->line,
                              .row = child->row,
                              .column = child->column,
                              .field = field->name,
                              .code = "foreign-key",
                              .severity = rule->key->severity,
                              .message = validator->message->str,
                              .action = field->action};
    validator->sink(&finding, validator->user_data);
}

void validator_end_keys(struct validator *validator)
{
    for (guint i = 0; validator->self_rules != NULL && i < validator->self_rules->len; i++) {
        const struct self_rule *rule = &g_array_index(validator->self_rules, struct self_rule, i);
        for (guint j = 0; j < rule->children->len; j++) {
            const struct child *child = &g_array_index(rule->children, struct child, j);
            if (!keyset_has(rule->parents, rule->texts->str + child->offset, child->length))
                report_orphan(validator, rule, child);
        }
    }
}

void validator_map_self_keys(struct validator *validator)
{
    for (guint i = 0; validator->self_rules != NULL && i < validator->self_rules->len; i++) {
        struct self_rule *rule = &g_array_index(validator->self_rules, struct self_rule, i);
        rule->is_mapped = validator_has_key(validator, &rule->key->key) && validator_has_key(validator, &rule->parent);
    }
}

void validator_note_self_keys(struct validator *validator)
{
    for (guint i = 0; validator->self_rules != NULL && i < validator->self_rules->len; i++)
        note_self(validator, &g_array_index(validator->self_rules, struct self_rule, i));
}
