/* scorecard template EXTRACT: an empty CSV with the right header. */
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/json_write.h"
#include "pipeline/lib/replace.h"
#include "stages/schema/schema.h"

#include <stdio.h>

static void add_json(const struct schema *schema, GString *text)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    json_add_text(builder, "extract", schema->name);
    json_builder_set_member_name(builder, "columns");
    json_builder_begin_array(builder);
    for (guint i = 0; i < schema->n_fields; i++)
        json_add_element(builder, schema->fields[i].name);
    json_builder_end_array(builder);
    json_builder_end_object(builder);
    g_autofree char *json = json_built_text(builder);
    g_string_append(text, json);
}

bool command_template(struct context *context, GError **error)
{
    const char *name = context->options->arguments[0];
    const struct schema *schema = schema_find(context->catalog.schemas, name);
    if (schema == NULL) {
        g_autofree char *hint = project_nearest(context->catalog.project, "schemas", ".json", name);
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "there is no extract '%s'%s (scorecard list extracts shows them)", name, hint);
        return false;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    if (context->options->is_json)
        add_json(schema, text);
    else
        schema_write_header(schema, text);
    if (context->options->out != NULL && !context->options->is_dry_run)
        return file_replace(context->options->out, text->str, text->len, error);
    fwrite(text->str, 1, text->len, stdout); /* main tells whether standard output took it */
    return true;
}
