#include "pipeline/open_data.h"

#include "pipeline/lib/error.h"

static const char *const needed[] = {"authority.name", "authority.code", "authority.gss", "authority.region",
                                     "authority.region_code"};

static bool check_setting(const struct project *project, const char *key, GError **error)
{
    const char *text = project_setting_text(project, key);
    if (text != NULL && *text != '\0')
        return true;
    if (text != NULL)
        return project_fail_setting(project, key, error, "is empty, and open data (--ees) names it");
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID,
                "settings.json: \"%s\" is missing, and open data (--ees) names it", key);
    return false;
}

bool open_data_check(const struct context *context, GError **error)
{
    if (!context->options->is_ees)
        return true;
    if (context->options->is_unsuppressed) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "--ees is for publication and --unsuppressed is not: give one of them");
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(needed); i++)
        if (!check_setting(context->catalog.project, needed[i], error))
            return false;
    return true;
}

static bool write_file(struct output *output, const char *name, const char *suffix, const GString *text, GError **error)
{
    g_autofree char *path = g_strdup_printf("ees/%s%s", name, suffix);
    return output_write(output, path, text->str, text->len, error);
}

bool open_data_write(const struct context *context, const struct measures *measures, const struct figures *figures,
                     const struct standing *standing, struct output *output, GError **error)
{
    if (!context->options->is_ees)
        return true;
    const struct project *project = context->catalog.project;
    const struct ees_source source = {
        .figures = figures,
        .measures = measures,
        .standing = standing,
        .area = {.region_code = project_setting_text(project, "authority.region_code"),
                 .region_name = project_setting_text(project, "authority.region"),
                 .old_la_code = project_setting_text(project, "authority.code"),
                 .new_la_code = project_setting_text(project, "authority.gss"),
                 .la_name = project_setting_text(project, "authority.name")},
    };
    g_autoptr(GPtrArray) files = ees_make(&source);
    context_say(
        context,
        "open data leaves out what the standard has no place for: twelve months that are no calendar year, "
        "unfinished months, days that end no month, censuses before another of their term, two-way splits, schools");
    bool is_good = true;
    for (guint i = 0; is_good && i < files->len; i++) {
        const struct ees_file *file = files->pdata[i];
        is_good = write_file(output, file->name, ".csv", file->data, error) &&
                  write_file(output, file->name, ".meta.csv", file->meta, error);
    }
    return is_good;
}
