/* Whether a header may be shown: a title, the first row, or a row that follows it in its own line may stand there. */
#include "stages/validate/validate_private.h"

#include <string.h>

static bool is_known(const struct validator *validator, const char *label)
{
    bool is_alias;
    return header_find_field(validator->schema, label, &is_alias) != NO_FIELD ||
           header_is_known(validator->schema, label) || validator_find_titled(validator, label) != NULL;
}

/* A date or a pupil number, which no column is called by. */
static bool is_value_of(const struct field *field, const char *label)
{
    const struct cell_rule *rule = field->rule;
    char buffer[CELL_BUFFER];
    struct cell cell;
    if (rule->type != FIELD_DATE && rule->check != CELL_CHECK_UPN)
        return false;
    return (cell_take(rule, label, (uint32_t)strlen(label), buffer, &cell) &
            (CELL_IS_NULL | CELL_NOT_TYPE | CELL_UPN_SHAPE)) == 0;
}

static bool is_value(const struct schema *schema, const char *label)
{
    for (guint i = 0; i < schema->n_fields; i++)
        if (is_value_of(&schema->fields[i], label))
            return true;
    return false;
}

static bool has_personal(const struct schema *schema)
{
    for (guint i = 0; i < schema->n_fields; i++)
        if (schema->fields[i].is_personal)
            return true;
    return false;
}

void validator_find_hidden_labels(struct validator *validator)
{
    const struct schema *schema = validator->schema;
    guint n_known = 0;
    if (!schema->is_extract && !has_personal(schema))
        return;
    for (guint i = 0; i < validator->n_columns; i++) {
        const char *label = validator->labels[i];
        const bool is_header = is_known(validator, label);
        n_known += is_header;
        validator->header_holds_row = validator->header_holds_row || (!is_header && is_value(schema, label));
    }
    validator->hides_labels =
        validator->header_holds_row || (n_known * 2 < validator->n_columns && n_known * 2 < schema->n_fields);
}
