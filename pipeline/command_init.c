/* scorecard init DIR: a project of a council's own, which overrides what it holds and inherits the rest. */
#include "pipeline/authority.h"
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/full_path.h"
#include "pipeline/lib/json.h"
#include "pipeline/lib/json_write.h"
#include "pipeline/lib/swap.h"
#include "stages/schema/schema.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The new folder is built beside its place and moved there when it is whole; into an empty folder its parts are. */
struct making {
    const struct context *context;
    char *staging;
    GPtrArray *files; /* char *, relative, in the order written */
};

static bool fail(GError **error, const char *path, const char *why)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", path, why);
    return false;
}

static bool refuse_full(GError **error, const char *path)
{
    return fail(error, path, "the folder holds files already, so it is left alone");
}

static bool check_place(const char *path, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return fail(error, path, "this is a file, not a folder");
    g_autoptr(GDir) folder = g_dir_open(path, 0, error);
    if (folder == NULL)
        return false;
    return g_dir_read_name(folder) == NULL || refuse_full(error, path);
}

static bool move(const char *from, const char *to, const char *name, GError **error)
{
    g_autofree char *old = g_build_filename(from, name, NULL), *new = g_build_filename(to, name, NULL);
    return rename(old, new) == 0 || fail(error, new, g_strerror(errno));
}

/* An empty folder stays the one it is: it may be the one that its owner stands in. */
static bool fill_folder(const char *staging, const char *path, GError **error)
{
    g_autoptr(GPtrArray) names = folder_list_all(staging, error);
    guint n_moved = 0;
    while (names != NULL && n_moved < names->len && move(staging, path, names->pdata[n_moved], error))
        n_moved++;
    if (names != NULL && n_moved == names->len)
        return true;
    while (n_moved > 0)
        move(path, staging, names->pdata[--n_moved], NULL);
    return false;
}

/* Takes the place of nothing, whatever has come there since it was looked at. */
static bool put_in_place(const char *staging, const char *path, GError **error)
{
    if (!check_place(path, error))
        return false;
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        return fill_folder(staging, path, error);
    if (rename(staging, path) == 0)
        return true;
    return errno == ENOTEMPTY || errno == EEXIST ? refuse_full(error, path) : fail(error, path, g_strerror(errno));
}

static bool make_folder(const struct making *making, const char *name, int mode, GError **error)
{
    g_autofree char *path = g_build_filename(making->staging, name, NULL);
    return g_mkdir_with_parents(path, mode) == 0 || fail(error, name, g_strerror(errno));
}

static bool write_file(const struct making *making, const char *name, const char *text, gsize length, GError **error)
{
    g_autofree char *path = g_build_filename(making->staging, name, NULL);
    g_ptr_array_add(making->files, g_strdup(name));
    return g_file_set_contents_full(path, text, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0644, error);
}

static bool copy_file(const struct making *making, const char *from, const char *name, GError **error)
{
    gsize length = 0;
    g_autofree char *text = file_read(from, &length, error);
    return text != NULL && write_file(making, name, text, length, error);
}

/* A file of the skeleton that is an extract's name is written with that extract's header. */
static bool write_copy(const struct making *making, const char *from, const char *name, GError **error)
{
    g_autofree char *stem = project_stem(from, ".csv");
    const struct schema *schema = schema_find(making->context->catalog.schemas, stem);
    if (schema == NULL)
        return copy_file(making, from, name, error);
    g_autoptr(GString) text = g_string_new(NULL);
    schema_write_header(schema, text);
    return write_file(making, name, text->str, text->len, error);
}

/* Everything below `from`, into the folder `inner` of the project. */
static bool copy_folder(const struct making *making, const char *from, const char *inner, GError **error)
{
    g_autoptr(GPtrArray) names = folder_list(from, error);
    bool is_done = names != NULL && make_folder(making, inner, *inner == '\0' ? 0755 : 0700, error);
    for (guint i = 0; is_done && i < names->len; i++) {
        g_autofree char *path = g_build_filename(from, names->pdata[i], NULL);
        g_autofree char *name =
            *inner == '\0' ? g_strdup(names->pdata[i]) : g_build_filename(inner, names->pdata[i], NULL);
        is_done = g_file_test(path, G_FILE_TEST_IS_DIR) ? copy_folder(making, path, name, error)
                                                        : write_copy(making, path, name, error);
    }
    return is_done;
}

static bool make_registries(const struct making *making, GError **error)
{
    for (const struct registry *registry = project_registries(); registry->folder != NULL; registry++)
        if (!make_folder(making, registry->folder, 0755, error))
            return false;
    return true;
}

/* What is a council's own is left empty, but of the same kind. */
static void empty_node(JsonNode *node)
{
    if (JSON_NODE_HOLDS_ARRAY(node)) {
        json_node_take_array(node, json_array_new());
    } else if (JSON_NODE_HOLDS_OBJECT(node)) {
        g_autoptr(GList) members = json_object_get_values(json_node_get_object(node));
        for (GList *member = members; member != NULL; member = member->next)
            empty_node(member->data);
    } else {
        json_node_set_string(node, "");
    }
}

static void fill_settings(JsonObject *settings, const struct options *options)
{
    static const char *const own[] = {"authority", "contact", "board_dates", "next_edition"};
    for (guint i = 0; i < G_N_ELEMENTS(own); i++)
        if (json_object_has_member(settings, own[i]))
            empty_node(json_object_get_member(settings, own[i]));
    JsonObject *authority = json_object_get_object_member(settings, "authority");
    if (options->authority != NULL)
        json_object_set_string_member(authority, "name", options->authority);
    if (options->authority_code != NULL)
        json_object_set_string_member(authority, "code", options->authority_code);
    if (options->contact != NULL)
        json_object_set_string_member(settings, "contact", options->contact);
}

/* Every key of ours, so that none of the demonstration's shines through. */
static bool write_settings(const struct making *making, GError **error)
{
    g_autofree char *path = project_find(making->context->catalog.project, "", "settings", ".json");
    if (path == NULL)
        return fail(error, "settings.json", "the program's own is missing");
    struct json_file *file = json_file_load(path, error);
    if (file == NULL)
        return false;
    g_autoptr(JsonNode) root = json_node_copy(json_file_root(file));
    fill_settings(json_node_get_object(root), making->context->options);
    g_autofree char *text = json_text(root);
    json_file_free(file);
    return write_file(making, "settings.json", text, strlen(text), error);
}

static bool build(const struct making *making, GError **error)
{
    g_autofree char *readme = project_find(making->context->catalog.project, "init", "README", ".md");
    if (readme == NULL)
        return fail(error, "init/README.md", "the program's own is missing");
    g_autofree char *skeleton = g_path_get_dirname(readme);
    return copy_folder(making, skeleton, "", error) && make_registries(making, error) && write_settings(making, error);
}

static bool make_project(const struct making *making, const char *path, GError **error)
{
    g_autofree char *parent = g_path_get_dirname(making->staging);
    if (g_mkdir_with_parents(parent, 0755) != 0)
        return fail(error, parent, g_strerror(errno));
    if (!swap_remove_folder(making->staging, error))
        return false;
    const bool is_done =
        build(making, error) && (making->context->options->is_dry_run || put_in_place(making->staging, path, error));
    return swap_remove_folder(making->staging, is_done ? error : NULL) && is_done;
}

static void print_json(const struct making *making, const char *path)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    json_add_text(builder, "project", path);
    json_builder_set_member_name(builder, "files");
    json_builder_begin_array(builder);
    for (guint i = 0; i < making->files->len; i++)
        json_add_element(builder, making->files->pdata[i]);
    json_builder_end_array(builder);
    json_builder_end_object(builder);
    json_built_print(builder);
}

static void print_result(const struct making *making, const char *path)
{
    if (making->context->options->is_json) {
        print_json(making, path);
        return;
    }
    for (guint i = 0; i < making->files->len; i++)
        printf("%s/%s\n", path, (const char *)making->files->pdata[i]);
    context_say(making->context,
                "Fill in %s/settings.json (%s/README.md explains each key), then:\n"
                "scorecard run --project %s --extracts %s/extracts --as-at DATE",
                path, path, path, path);
}

static bool check_code(const struct options *options, GError **error)
{
    if (options->authority_code == NULL || authority_code_is_valid(options->authority_code))
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "--authority-code: '%s' is not the three digits of a DfE code", options->authority_code);
    return false;
}

bool command_init(struct context *context, GError **error)
{
    const char *path = context->options->arguments[0];
    g_autofree char *place = full_path(path, error);
    if (place == NULL || !check_code(context->options, error) || !check_place(place, error))
        return false;
    g_autofree char *parent = g_path_get_dirname(place);
    g_autofree char *name = g_path_get_basename(place);
    g_autofree char *hidden = g_strdup_printf(".%s.scorecard-new", name);
    g_autofree char *staging = g_build_filename(context->options->is_dry_run ? g_get_tmp_dir() : parent, hidden, NULL);
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    const struct making making = {context, staging, files};
    if (!make_project(&making, place, error))
        return false;
    print_result(&making, path);
    return true;
}
