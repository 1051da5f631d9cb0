/* Values that a schema itself holds, of constraints and categories: they must cast as its cells do. */
#include "stages/schema/schema_private.h"

#include "pipeline/lib/number.h"

#include <math.h>
#include <string.h>

GType schema_value_type(JsonNode *node)
{
    return JSON_NODE_HOLDS_VALUE(node) ? json_node_get_value_type(node) : G_TYPE_INVALID;
}

static bool cast_from_text(struct schema_reader *reader, const struct cell_rule *rule, const char *text,
                           struct cell *cell)
{
    char *buffer = schema_keep(reader->schema, g_malloc0(CELL_BUFFER));
    return rule->cast(rule, text, (uint32_t)strlen(text), buffer, cell);
}

static bool cast_from_integer(struct schema_reader *reader, const struct cell_rule *rule, gint64 value,
                              struct cell *cell)
{
    if (rule->is_real) {
        cell->number = (double)value;
        return true;
    }
    if (rule->cast == cast_money) {
        g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);
        return cast_from_text(reader, rule, text, cell);
    }
    cell->order = value;
    return rule->type == FIELD_INTEGER || rule->type == FIELD_YEAR;
}

static bool cast_from_real(struct schema_reader *reader, const struct cell_rule *rule, double value, struct cell *cell)
{
    if (rule->is_real) {
        cell->number = value;
        return true;
    }
    char text[NUMBER_TEXT_SIZE];
    if (rule->cast == cast_money)
        return cast_from_text(reader, rule, number_format(value, text), cell);
    cell->order = (int64_t)value;
    return rule->type == FIELD_INTEGER && value == floor(value) && fabs(value) < 9e15;
}

bool schema_cast_value(struct schema_reader *reader, const struct cell_rule *rule, JsonNode *node, struct cell *cell)
{
    *cell = (struct cell){0};
    const GType type = schema_value_type(node);
    if (type == G_TYPE_STRING)
        return cast_from_text(reader, rule, json_node_get_string(node), cell);
    if (type == G_TYPE_INT64)
        return cast_from_integer(reader, rule, json_node_get_int(node), cell);
    if (type == G_TYPE_DOUBLE)
        return cast_from_real(reader, rule, json_node_get_double(node), cell);
    if (type != G_TYPE_BOOLEAN || rule->type != FIELD_BOOLEAN)
        return false;
    cell->order = json_node_get_boolean(node);
    return true;
}
