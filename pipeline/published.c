#include "pipeline/published.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/json.h"
#include "pipeline/lib/texts.h"

gint64 published_usual_threshold(const struct project *project)
{
    const gint64 below = project_setting_integer(project, "suppress_below", SUPPRESS_BELOW);
    return below <= 1 ? 0 : below;
}

gint64 published_threshold(const struct context *context)
{
    return context->options->is_unsuppressed ? 0 : published_usual_threshold(context->catalog.project);
}

/* Every board's folder is kept as it was written, so it may be named in place of the file. */
char **published_files(const struct context *context)
{
    char *const *named = context->options->published;
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    for (; *named != NULL; named++)
        g_ptr_array_add(files, g_file_test(*named, G_FILE_TEST_IS_DIR) ? g_build_filename(*named, "figures.csv", NULL)
                                                                       : g_strdup(*named));
    return texts_to_list(g_steal_pointer(&files));
}

/* The hash that a manifest tells of an output; NULL when it tells none. */
static const char *find_hash(const struct json_file *manifest, const char *name)
{
    JsonNode *outputs = NULL;
    const char *file, *hash;
    if (!JSON_NODE_HOLDS_OBJECT(json_file_root(manifest)) ||
        !json_get_array(manifest, json_file_root(manifest), "outputs", true, &outputs, NULL))
        return NULL;
    for (guint i = 0; i < json_array_get_length(json_node_get_array(outputs)); i++) {
        JsonNode *entry = json_array_get_element(json_node_get_array(outputs), i);
        if (JSON_NODE_HOLDS_OBJECT(entry) && json_get_string(manifest, entry, "file", true, &file, NULL) &&
            json_get_string(manifest, entry, "sha256", true, &hash, NULL) && g_str_equal(file, name))
            return hash;
    }
    return NULL;
}

/* A spreadsheet that opened and saved it may have altered days and numbers. */
static bool check_unaltered(const char *path, const char *sha256, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    g_autofree char *beside = g_build_filename(folder, "manifest.json", NULL);
    const enum path_kind kind = path_look(beside, error);
    if (kind == PATH_ABSENT || kind == PATH_FAULT)
        return kind == PATH_ABSENT;
    struct json_file *manifest = json_file_load(beside, error);
    if (manifest == NULL)
        return false;
    const char *hash = find_hash(manifest, name);
    const bool is_good = hash == NULL || g_str_equal(hash, sha256);
    if (!is_good)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                    "%s: it is not as its run wrote it (%s tells another hash); name the file that was given away",
                    path, beside);
    json_file_free(manifest);
    return is_good;
}

static bool check_hides(const struct context *context, GError **error)
{
    if (published_threshold(context) > 0)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "--published is for figures of which the small ones are hidden, and here none is (%s)",
                context->options->is_unsuppressed ? "--unsuppressed" : "suppress_below in settings.json");
    return false;
}

struct past *published_read(const struct context *context, const struct measures *measures, GError **error)
{
    g_auto(GStrv) files = published_files(context);
    struct past *past =
        check_hides(context, error) ? past_read(files, measures, published_threshold(context), error) : NULL;
    bool is_good = past != NULL;
    for (guint i = 0; is_good && i < past_count(past); i++)
        is_good = check_unaltered(files[i], past_sha256(past, i), error);
    if (is_good)
        return past;
    past_free(past);
    return NULL;
}

bool published_check(const struct context *context, GError **error)
{
    if (context->options->published == NULL)
        return true;
    struct past *past = published_read(context, NULL, error);
    past_free(past);
    return past != NULL;
}

void published_say(const struct context *context, const struct disclosure *disclosure)
{
    if (disclosure->n_given > 0)
        context_say(
            context,
            "the editions of --published give away %u of the numbers they hide by themselves, %u of them small: "
            "no later edition can take that back",
            disclosure->n_given, disclosure->n_small_given);
    if (disclosure->n_corrected > 0)
        context_say(
            context,
            "%u numbers that the editions of --published told have been corrected since; what they told of "
            "these binds nothing that is told now (scorecard report restatement tells which, and by which loads)",
            disclosure->n_corrected);
}
