#include "pipeline/manifest.h"

#include "pipeline/lib/hash.h"
#include "pipeline/lib/json_write.h"
#include "pipeline/published.h"

#include <string.h>

struct manifest {
    JsonBuilder *builder;
};

static void add_program(JsonBuilder *builder, const struct context *context)
{
    json_add_text(builder, "program", "scorecard");
    json_add_text(builder, "version", SCORECARD_VERSION);
    json_add_texts(builder, "arguments", context->options->typed);
}

static void add_dates(JsonBuilder *builder, const struct options *options, const struct calendar *calendar)
{
    json_builder_set_member_name(builder, "dates");
    json_builder_begin_object(builder);
    json_add_day(builder, "as_at", calendar->as_at);
    json_add_day(builder, "previous_board", calendar->previous_board);
    json_add_day(builder, "next_board", calendar->next_board);
    if (options->known_at_typed != NULL)
        json_add_text(builder, "known_at", options->known_at_typed);
    if (options->against_typed != NULL)
        json_add_text(builder, "against", options->against_typed);
    json_builder_end_object(builder);
}

static bool add_inputs(JsonBuilder *builder, struct db *db, GError **error)
{
    static const char *const texts[] = {"extract", "file", "sha256", "period"};
    static const char *const counts[] = {"lines", "header", "loaded", "rejected", "blank", "continued"};
    static const char sql[] =
        "select l.extract, l.file, l.sha256, l.period, l.lines, l.header, l.loaded, l.rejected, l.blank, l.continued "
        "from visible_load v join load l on l.load_id = v.load_id order by 1, 2, 4, l.load_id";
    struct statement *rows = db_prepare(db, NULL, sql, error);
    if (rows == NULL)
        return false;
    json_builder_set_member_name(builder, "inputs");
    json_builder_begin_array(builder);
    while (statement_next(rows)) {
        json_builder_begin_object(builder);
        for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
            json_add_text(builder, texts[i], statement_text(rows, (int)i));
        for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
            json_add_integer(builder, counts[i], statement_integer(rows, (int)(G_N_ELEMENTS(texts) + i)));
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    return statement_end(rows, error);
}

static bool add_file_hash(JsonBuilder *builder, const struct project *project, const char *path, GError **error)
{
    g_autofree char *hash = hash_file(path, error);
    if (hash == NULL)
        return false;
    g_autofree char *name = project_relative_path(project, path);
    json_builder_begin_object(builder);
    json_add_text(builder, "file", name);
    json_add_text(builder, "sha256", hash);
    json_builder_end_object(builder);
    return true;
}

/* Everything the figures hang on, in order of folder and name. */
static bool add_definitions(JsonBuilder *builder, const struct project *project, GError **error)
{
    json_builder_set_member_name(builder, "definitions");
    json_builder_begin_array(builder);
    for (const struct registry *registry = project_registries(); registry->folder != NULL; registry++) {
        g_autoptr(GPtrArray) paths = project_list(project, registry->folder, registry->suffix, error);
        if (paths == NULL)
            return false;
        for (guint j = 0; j < paths->len; j++)
            if (!add_file_hash(builder, project, paths->pdata[j], error))
                return false;
    }
    json_builder_end_array(builder);
    return true;
}

static gboolean add_output(void *name, void *hash, void *builder)
{
    json_builder_begin_object(builder);
    json_add_text(builder, "file", name);
    json_add_text(builder, "sha256", hash);
    json_builder_end_object(builder);
    return FALSE;
}

/* What was hidden hangs on them too. */
static bool add_published(JsonBuilder *builder, const struct context *context, GError **error)
{
    if (context->options->published == NULL)
        return true;
    g_auto(GStrv) files = published_files(context);
    bool is_good = true;
    json_builder_set_member_name(builder, "published");
    json_builder_begin_array(builder);
    for (char **file = files; is_good && *file != NULL; file++)
        is_good = add_file_hash(builder, context->catalog.project, *file, error);
    json_builder_end_array(builder);
    return is_good;
}

static bool write_outputs(JsonBuilder *builder, struct output *output, GError **error)
{
    json_builder_set_member_name(builder, "outputs");
    json_builder_begin_array(builder);
    g_tree_foreach(output_hashes(output), add_output, builder);
    json_builder_end_array(builder);
    json_builder_end_object(builder);
    g_autofree char *text = json_built_text(builder);
    return output_write(output, "manifest.json", text, strlen(text), error);
}

struct manifest *manifest_begin(struct context *context, const struct publication *publication,
                                const struct calendar *calendar, GError **error)
{
    struct manifest *manifest = g_new(struct manifest, 1);
    JsonBuilder *builder = manifest->builder = json_builder_new();
    json_builder_begin_object(builder);
    add_program(builder, context);
    add_dates(builder, context->options, calendar);
    if (!add_inputs(builder, context->db, error) || !add_published(builder, context, error) ||
        !add_definitions(builder, context->catalog.project, error)) {
        manifest_free(manifest);
        return NULL;
    }
    json_add_texts(builder, "ignored", publication->ignored);
    return manifest;
}

bool manifest_end(struct manifest *manifest, struct output *output, GError **error)
{
    return write_outputs(manifest->builder, output, error);
}

void manifest_free(struct manifest *manifest)
{
    if (manifest == NULL)
        return;
    g_object_unref(manifest->builder);
    g_free(manifest);
}

static void add_checked(JsonBuilder *builder, const struct found_list *found)
{
    json_builder_set_member_name(builder, "inputs");
    json_builder_begin_array(builder);
    for (guint i = 0; i < found->files->len; i++) {
        const struct found_file *file = found->files->pdata[i];
        json_builder_begin_object(builder);
        json_add_text(builder, "extract", file->schema == NULL ? NULL : file->schema->name);
        json_add_text(builder, "file", file->name);
        json_add_text(builder, "sha256", file->sha256);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

bool manifest_write_check(const struct context *context, const struct found_list *found, struct output *output,
                          GError **error)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    add_program(builder, context);
    add_checked(builder, found);
    return add_definitions(builder, context->catalog.project, error) && write_outputs(builder, output, error);
}
