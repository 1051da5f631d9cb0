#include "pipeline/lib/json_write.h"

#include "pipeline/lib/date.h"

#include <stdio.h>

void json_add_element(JsonBuilder *builder, const char *text)
{
    g_autofree char *valid = text == NULL ? NULL : g_utf8_make_valid(text, -1);
    if (valid == NULL)
        json_builder_add_null_value(builder);
    else
        json_builder_add_string_value(builder, valid);
}

void json_add_text(JsonBuilder *builder, const char *name, const char *text)
{
    json_builder_set_member_name(builder, name);
    json_add_element(builder, text);
}

void json_add_texts(JsonBuilder *builder, const char *name, char *const *texts)
{
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (; texts != NULL && *texts != NULL; texts++)
        json_add_element(builder, *texts);
    json_builder_end_array(builder);
}

void json_add_integer(JsonBuilder *builder, const char *name, gint64 number)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, number);
}

void json_add_day(JsonBuilder *builder, const char *name, int32_t day)
{
    char text[DATE_TEXT_SIZE];
    date_format_iso(day, text);
    json_add_text(builder, name, text);
}

char *json_text(JsonNode *root)
{
    g_autofree char *text = json_to_string(root, TRUE);
    return g_strconcat(text, "\n", NULL);
}

char *json_built_text(JsonBuilder *builder)
{
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    return json_text(root);
}

void json_built_print(JsonBuilder *builder)
{
    g_autofree char *text = json_built_text(builder);
    fputs(text, stdout);
}
