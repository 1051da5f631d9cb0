#include "pipeline/definitions.h"

#include "pipeline/published.h"
#include "stages/check/load_check.h"
#include "stages/count/count_measures.h"
#include "stages/disclose/disclose.h"
#include "stages/judge/split_labels.h"

#include <string.h>

static void free_report(void *report)
{
    report_free(report);
}

void definitions_clear(struct definitions *definitions)
{
    g_clear_pointer(&definitions->reports, g_ptr_array_unref);
    g_clear_pointer(&definitions->others, g_ptr_array_unref);
    g_clear_pointer(&definitions->identities, g_ptr_array_unref);
    g_clear_pointer(&definitions->measures, measures_free);
    g_clear_pointer(&definitions->past, past_free);
    g_clear_pointer(&definitions->disclosure, g_free);
}

/* The days that earlier editions tell of are counted too, so they are known before queries are prepared. Lists of cases
 * want none. */
static bool load_past(struct definitions *definitions, const struct context *context, bool is_wanted, GError **error)
{
    definitions->suppress_below = published_threshold(context);
    definitions->disclosure = g_new0(struct disclosure, 1);
    if (context->options->published == NULL || !is_wanted)
        return true;
    definitions->past = published_read(context, definitions->measures, error);
    return definitions->past != NULL &&
           past_extend(definitions->past, definitions->measures, &definitions->calendar, error);
}

bool definitions_load_identities(struct definitions *definitions, const struct project *project, struct db *db,
                                 GError **error)
{
    if (definitions->identities == NULL)
        definitions->identities = identities_load(project, definitions->measures, db, error);
    return definitions->identities != NULL;
}

/* Where nothing is hidden nobody asks what could be worked out, which reads every pupil's school. */
static bool prepare_hiding(struct definitions *definitions, const struct context *context, struct db *db,
                           GError **error)
{
    return definitions->suppress_below == 0 ||
           definitions_load_identities(definitions, context->catalog.project, db, error);
}

static bool load_reports(struct definitions *definitions, const struct project *project, char *const *names,
                         GError **error)
{
    definitions->reports = g_ptr_array_new_with_free_func(free_report);
    for (char *const *name = names; *name != NULL; name++) {
        struct report *report = report_load(project, *name, definitions->measures, error);
        if (report == NULL)
            return false;
        g_ptr_array_add(definitions->reports, report);
    }
    return true;
}

/* One that is faulty is never published, so that its pairs are of no matter. */
static bool load_others(struct definitions *definitions, const struct project *project, char *const *names,
                        GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(project, "reports", ".json", error);
    definitions->others = g_ptr_array_new_with_free_func(free_report);
    for (guint i = 0; paths != NULL && i < paths->len; i++) {
        g_autofree char *name = g_path_get_basename(paths->pdata[i]);
        name[strlen(name) - strlen(".json")] = '\0';
        struct report *report = g_strv_contains((const char *const *)names, name)
                                    ? NULL
                                    : report_load(project, name, definitions->measures, NULL);
        if (report != NULL)
            g_ptr_array_add(definitions->others, report);
    }
    return paths != NULL;
}

bool definitions_prepare(struct definitions *definitions, const struct context *context, struct db *db,
                         const char *known_at, char *const *reports, GError **error)
{
    const struct project *project = context->catalog.project;
    calendar_init(&definitions->calendar, context->options->as_at, project);
    if (definitions->measures == NULL)
        definitions->measures = measures_load(project, error);
    if (definitions->measures != NULL && known_at == NULL)
        measures_let_help(definitions->measures, project, context->catalog.schemas);
    return definitions->measures != NULL && load_past(definitions, context, *reports != NULL, error) &&
           context_show(context, db, known_at, error) &&
           measures_prepare(definitions->measures, db, project, &definitions->calendar, error) &&
           split_labels_check(project, definitions->measures, error) &&
           prepare_hiding(definitions, context, db, error) && load_reports(definitions, project, reports, error) &&
           load_others(definitions, project, reports, error);
}

/* What all reports of the project ask for, so that all of a day hide the same. The caller unrefs. */
static GArray *collect(const struct definitions *definitions, void (*add)(const struct report *, GArray *), guint size)
{
    GArray *list = g_array_new(FALSE, FALSE, size);
    for (guint i = 0; i < definitions->reports->len; i++)
        add(definitions->reports->pdata[i], list);
    for (guint i = 0; i < definitions->others->len; i++)
        add(definitions->others->pdata[i], list);
    return list;
}

static bool hide(const struct definitions *definitions, struct figures *figures, GError **error)
{
    g_autoptr(GArray) groups = collect(definitions, report_collect_groups, sizeof(struct figure_group));
    const struct disclosure_rules rules = {
        .measures = definitions->measures,
        .identities = definitions->identities,
        .groups = groups,
        .past = definitions->past,
        .as_at = definitions->calendar.as_at,
        .threshold = definitions->suppress_below,
    };
    return definitions->suppress_below == 0 || disclose(figures, &rules, definitions->disclosure, error);
}

struct figures *definitions_count(const struct definitions *definitions, struct db *db, struct load_check *check,
                                  GError **error)
{
    g_autoptr(GArray) asked = collect(definitions, report_collect_pairs, sizeof(struct measure_pair));
    const struct count_scope scope = {
        .calendar = &definitions->calendar,
        .pairs = (const struct measure_pair *)(const void *)asked->data,
        .n_pairs = asked->len,
    };
    const struct measures *measures = definitions->measures;
    struct figures *figures = figures_new();
    if (measures_count_before_checks(measures, db, &scope, figures, error) &&
        (check == NULL || load_check_end(check, error)) &&
        measures_count_after_checks(measures, db, &scope, figures, error) && hide(definitions, figures, error))
        return figures;
    figures_free(figures);
    return NULL;
}
