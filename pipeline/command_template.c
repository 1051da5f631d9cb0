/* scorecard template EXTRACT: an empty CSV with the right header. */
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/replace.h"
#include "stages/schema/schema.h"

#include <stdio.h>

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
    schema_write_header(schema, text);
    if (context->options->out != NULL && !context->options->is_dry_run)
        return file_replace(context->options->out, text->str, text->len, error);
    fwrite(text->str, 1, text->len, stdout); /* main tells whether standard output took it */
    return true;
}
