/* A field's constraints: which are legal for its type, and their values, which must themselves cast. */
#include "stages/schema/schema_private.h"

#include "pipeline/lib/limits.h"
#include "pipeline/lib/slip.h"

#include <string.h>

#define TYPE(type) (1u << (type))
#define ALL_TYPES (~0u)
#define ORDERED_TYPES                                                                                                  \
    (TYPE(FIELD_INTEGER) | TYPE(FIELD_NUMBER) | TYPE(FIELD_DATE) | TYPE(FIELD_DATETIME) | TYPE(FIELD_YEAR) |           \
     TYPE(FIELD_YEARMONTH))

/* A constraint being read. */
struct reading {
    struct schema_reader *reader;
    struct field *field;
    const char *name;
    JsonNode *node;
    uint32_t bit;
};

static bool fail(const struct reading *reading, const char *what, GError **error)
{
    return json_file_fail(reading->reader->file, reading->node, error, "the constraint \"%s\" of field \"%s\" %s",
                          reading->name, reading->field->name, what);
}

static bool read_flag(const struct reading *reading, bool *value, GError **error)
{
    if (schema_value_type(reading->node) != G_TYPE_BOOLEAN)
        return fail(reading, "must be true or false", error);
    *value = json_node_get_boolean(reading->node);
    return true;
}

static bool read_required(struct reading *reading, GError **error)
{
    struct cell_rule *rule = reading->field->rule;
    if (!read_flag(reading, &reading->field->is_required, error))
        return false;
    rule->constraints |= reading->field->is_required ? reading->bit : 0;
    return true;
}

static bool read_unique(struct reading *reading, GError **error)
{
    return read_flag(reading, &reading->field->is_unique, error);
}

static bool read_bound(struct reading *reading, GError **error)
{
    struct cell_rule *rule = reading->field->rule;
    struct cell *const bound = reading->bit == CELL_BELOW_MINIMUM   ? &rule->minimum
                               : reading->bit == CELL_ABOVE_MAXIMUM ? &rule->maximum
                               : reading->bit == CELL_NOT_ABOVE     ? &rule->above
                                                                    : &rule->below;
    if (!schema_cast_value(reading->reader, rule, reading->node, bound))
        return fail(reading, "is no value of the field's own type and format", error);
    rule->constraints |= reading->bit;
    return true;
}

static bool read_length(struct reading *reading, GError **error)
{
    struct cell_rule *rule = reading->field->rule;
    const bool is_integer = schema_value_type(reading->node) == G_TYPE_INT64;
    const gint64 length = is_integer ? json_node_get_int(reading->node) : -1;
    if (length < 0)
        return fail(reading, "must be a whole number, 0 or more", error);
    *(reading->bit == CELL_TOO_SHORT ? &rule->min_length : &rule->max_length) = (uint32_t)MIN(length, UINT32_MAX);
    rule->constraints |= reading->bit;
    return true;
}

static bool read_pattern(struct reading *reading, GError **error)
{
    struct cell_rule *rule = reading->field->rule;
    g_autofree char *message = NULL;
    if (schema_value_type(reading->node) != G_TYPE_STRING)
        return fail(reading, "must be a string", error);
    rule->pattern = pattern_new(json_node_get_string(reading->node), &message);
    if (rule->pattern == NULL) {
        g_autofree char *what = g_strconcat("is no regular expression: ", message, NULL);
        return fail(reading, what, error);
    }
    rule->constraints |= reading->bit;
    return true;
}

/* A member of a set: the value itself or, in categories, {value, label}. */
static JsonNode *member_value(JsonNode *node, bool is_category)
{
    if (!is_category || !JSON_NODE_HOLDS_OBJECT(node))
        return node;
    return json_member(node, "value");
}

static bool read_set(struct reading *reading, struct cell_set *set, GError **error)
{
    const struct cell_rule *rule = reading->field->rule;
    if (!JSON_NODE_HOLDS_ARRAY(reading->node) || json_array_get_length(json_node_get_array(reading->node)) == 0)
        return fail(reading, "must be a list of at least one value", error);
    JsonArray *array = json_node_get_array(reading->node);
    if (json_array_get_length(array) > LIMIT_SET)
        return fail(reading, "has at most 2000 values: a code list holds more", error);
    set->cells = g_new0(struct cell, json_array_get_length(array));
    for (; set->n < json_array_get_length(array); set->n++) {
        struct cell *cell = &set->cells[set->n];
        JsonNode *value = member_value(json_array_get_element(array, set->n), reading->bit == CELL_NOT_IN_CATEGORIES);
        if (value == NULL || !schema_cast_value(reading->reader, rule, value, cell))
            return fail(reading, "holds a value that is not of the field's own type and format", error);
        for (guint i = 0; i < set->n; i++)
            if (cell_equals(rule, &set->cells[i], cell))
                return fail(reading, "holds a value twice", error);
    }
    reading->field->rule->constraints |= reading->bit;
    return true;
}

static bool read_enum(struct reading *reading, GError **error)
{
    return read_set(reading, &reading->field->rule->enumeration, error);
}

/* The constraints of the standard and the types each is for. */
static const struct {
    const char *name;
    uint32_t types;
    uint32_t bit;
    bool (*read)(struct reading *reading, GError **error);
} kinds[] = {
    {"required", ALL_TYPES, CELL_NOT_FILLED, read_required},
    {"unique", ALL_TYPES, 0, read_unique},
    {"enum", ALL_TYPES, CELL_NOT_IN_ENUM, read_enum},
    {"minimum", ORDERED_TYPES, CELL_BELOW_MINIMUM, read_bound},
    {"maximum", ORDERED_TYPES, CELL_ABOVE_MAXIMUM, read_bound},
    {"exclusiveMinimum", ORDERED_TYPES, CELL_NOT_ABOVE, read_bound},
    {"exclusiveMaximum", ORDERED_TYPES, CELL_NOT_BELOW, read_bound},
    {"minLength", TYPE(FIELD_STRING), CELL_TOO_SHORT, read_length},
    {"maxLength", TYPE(FIELD_STRING), CELL_TOO_LONG, read_length},
    {"pattern", TYPE(FIELD_STRING), CELL_NOT_PATTERN, read_pattern},
};

static int find_kind(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return (int)i;
    return -1;
}

static bool fail_unknown(struct reading *reading, GError **error)
{
    struct slip slip = slip_begin(reading->name);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        slip_consider(&slip, kinds[i].name);
    g_autofree char *hint = slip_hint(&slip);
    g_autofree char *message = g_strconcat("is none that this program knows", hint, NULL);
    return fail(reading, message, error);
}

static bool read_constraint(struct reading *reading, bool has_type, GError **error)
{
    const int kind = find_kind(reading->name);
    if (kind < 0 && !reading->reader->schema->is_extract && g_str_has_prefix(reading->name, "x-"))
        return true;
    if (kind < 0)
        return fail_unknown(reading, error);
    const bool is_legal = (kinds[kind].types & TYPE(reading->field->type)) != 0;
    if (!is_legal || (!has_type && kinds[kind].types != ALL_TYPES))
        return fail(reading, "is not for fields of this type", error);
    reading->bit = kinds[kind].bit;
    return kinds[kind].read(reading, error);
}

static bool read_categories(struct reading *reading, GError **error)
{
    struct cell_rule *rule = reading->field->rule;
    if (reading->node == NULL)
        return true;
    if (rule->type != FIELD_STRING && rule->type != FIELD_INTEGER)
        return fail(reading, "is for strings and integers only", error);
    return read_set(reading, &rule->categories, error);
}

static bool is_in_categories(const struct cell_rule *rule, const struct cell *cell)
{
    for (guint i = 0; i < rule->categories.n; i++)
        if (cell_equals(rule, &rule->categories.cells[i], cell))
            return true;
    return false;
}

static bool check_enum_is_subset(struct reading *reading, GError **error)
{
    const struct cell_rule *rule = reading->field->rule;
    for (guint i = 0; rule->categories.n > 0 && i < rule->enumeration.n; i++)
        if (!is_in_categories(rule, &rule->enumeration.cells[i]))
            return fail(reading, "lacks a value of \"enum\"", error);
    return true;
}

/* A lower bound, an upper one, and whether a value may be both at once. */
static const struct {
    const char *lower, *upper;
    uint32_t lower_bit, upper_bit;
    bool may_be_equal;
} ranges[] = {
    {"minimum", "maximum", CELL_BELOW_MINIMUM, CELL_ABOVE_MAXIMUM, true},
    {"minimum", "exclusiveMaximum", CELL_BELOW_MINIMUM, CELL_NOT_BELOW, false},
    {"exclusiveMinimum", "maximum", CELL_NOT_ABOVE, CELL_ABOVE_MAXIMUM, false},
    {"exclusiveMinimum", "exclusiveMaximum", CELL_NOT_ABOVE, CELL_NOT_BELOW, false},
    {"minLength", "maxLength", CELL_TOO_SHORT, CELL_TOO_LONG, true},
};

static bool is_set(const struct cell_rule *rule, uint32_t bit)
{
    return (rule->constraints & bit) != 0;
}

/* Below 0: the lower bound leaves room below the upper one. A NaN leaves none. */
static int compare_bounds(const struct cell_rule *rule, uint32_t lower_bit, uint32_t upper_bit)
{
    if (lower_bit == CELL_TOO_SHORT)
        return (rule->min_length > rule->max_length) - (rule->min_length < rule->max_length);
    bool is_comparable = false;
    const struct cell *lower = lower_bit == CELL_NOT_ABOVE ? &rule->above : &rule->minimum;
    const struct cell *upper = upper_bit == CELL_NOT_BELOW ? &rule->below : &rule->maximum;
    const int order = cell_compare(rule, lower, upper, &is_comparable);
    return is_comparable ? order : 1;
}

/* Bounds between which no value lies would reject every row. */
static bool check_ranges(struct schema_reader *reader, struct field *field, JsonNode *constraints, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(ranges); i++) {
        const uint32_t lower = ranges[i].lower_bit, upper = ranges[i].upper_bit;
        if (!is_set(field->rule, lower) || !is_set(field->rule, upper) ||
            compare_bounds(field->rule, lower, upper) < (ranges[i].may_be_equal ? 1 : 0))
            continue;
        const struct reading reading = {.reader = reader,
                                        .field = field,
                                        .name = ranges[i].upper,
                                        .node = json_member(constraints, ranges[i].upper)};
        g_autofree char *what = g_strdup_printf("leaves no value beside \"%s\"", ranges[i].lower);
        return fail(&reading, what, error);
    }
    return true;
}

bool schema_read_constraints(struct schema_reader *reader, struct field *field, JsonNode *node, GError **error)
{
    JsonNode *constraints = NULL;
    field->rule->max_length = UINT32_MAX;
    if (!json_get_object(reader->file, node, "constraints", false, &constraints, error))
        return false;
    JsonObject *object = json_node_get_object(node);
    const bool has_type = json_object_has_member(object, "type");
    g_autoptr(GList) names = constraints == NULL ? NULL : json_object_get_members(json_node_get_object(constraints));
    for (GList *at = names; at != NULL; at = at->next) {
        struct reading reading = {.reader = reader, .field = field, .name = at->data};
        reading.node = json_member(constraints, at->data);
        if (!read_constraint(&reading, has_type, error))
            return false;
    }
    if (!check_ranges(reader, field, constraints, error))
        return false;
    struct reading categories = {.reader = reader,
                                 .field = field,
                                 .name = "categories",
                                 .node = json_object_get_member(object, "categories"),
                                 .bit = CELL_NOT_IN_CATEGORIES};
    return read_categories(&categories, error) && check_enum_is_subset(&categories, error);
}
