#include "pipeline/explained.h"

#include "pipeline/publication.h"
#include "pipeline/published.h"
#include "stages/disclose/identity.h"
#include "stages/warehouse/warehouse.h"

#include <string.h>

/* The breakdown and category that --where comes to, in the order given; `met` is part of the same figure. */
struct wanted {
    GPtrArray *splits, *categories; /* char * */
    bool has_met;
};

static struct wanted read_where(char *const *where)
{
    struct wanted wanted = {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free), false};
    for (; where != NULL && *where != NULL; where++) {
        const char *equals = strchr(*where, '=');
        g_autofree char *split = g_strndup(*where, (gsize)(equals - *where));
        wanted.has_met = wanted.has_met || g_str_equal(split, "met");
        if (g_str_equal(split, "met"))
            continue;
        g_ptr_array_add(wanted.splits, g_steal_pointer(&split));
        g_ptr_array_add(wanted.categories, g_strdup(equals + 1));
    }
    return wanted;
}

static void wanted_clear(struct wanted *wanted)
{
    g_ptr_array_unref(wanted->splits);
    g_ptr_array_unref(wanted->categories);
}

/* "first|second", or the other way round; "all" of none. The caller frees. */
static char *join(const GPtrArray *parts, bool is_turned)
{
    if (parts->len == 0)
        return g_strdup("all");
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < parts->len; i++) {
        const guint at = is_turned ? parts->len - 1 - i : i;
        g_string_append_printf(joined, "%s%s", i == 0 ? "" : "|", (const char *)parts->pdata[at]);
    }
    return g_string_free(joined, FALSE);
}

static const struct figure *find_figure(struct figures *figures, const struct explained *explained,
                                        const struct wanted *wanted)
{
    for (guint turn = 0; turn < 2; turn++) {
        g_autofree char *breakdown = join(wanted->splits, turn == 1), *category = join(wanted->categories, turn == 1);
        for (guint i = 0; i < figures_count(figures); i++) {
            const struct figure *figure = figures_at(figures, i);
            if (g_str_equal(figure->measure->id, explained->measure->id) &&
                figure->period.start == explained->list->period.start &&
                figure->period.end == explained->list->period.end && g_str_equal(figure->breakdown, breakdown) &&
                g_str_equal(figure->category, category))
                return figure;
        }
    }
    return NULL;
}

static bool is_small(gint64 number, gint64 threshold)
{
    return number > 0 && number < threshold;
}

/* By their own number: as many cases, or so few that met or failed. */
static bool list_is_small(const struct explained *explained, gint64 threshold)
{
    guint met = 0;
    for (guint i = 0; i < case_list_count(explained->list); i++)
        met += case_list_at(explained->list, i)->is_met;
    const guint n = case_list_count(explained->list);
    return is_small(n, threshold) ||
           (explained->measure->kind == MEASURE_RATE && (is_small(met, threshold) || is_small(n - met, threshold)));
}

static bool judge(const struct explained *explained, struct figures *figures, gint64 threshold)
{
    struct wanted wanted = read_where(explained->context->options->where);
    const struct figure *figure = find_figure(figures, explained, &wanted);
    const bool is_hidden = figure == NULL || wanted.has_met ? list_is_small(explained, threshold) : false;
    wanted_clear(&wanted);
    return is_hidden || (figure != NULL && g_str_equal(figure->symbol, "c"));
}

/* What is published: the figures of the board's report, with its pairs of splits. */
static bool count_published(const struct explained *explained, struct db *db, gint64 threshold, bool *is_hidden,
                            GError **error)
{
    char board[] = PUBLICATION_BOARD;
    char *const published_reports[] = {board, NULL};
    struct options options = *explained->context->options;
    options.is_unsuppressed = false;
    struct context context = *explained->context;
    context.options = &options;
    struct definitions definitions = {0};
    struct figures *figures =
        definitions_prepare(&definitions, &context, db, options.known_at, published_reports, error)
            ? definitions_count(&definitions, db, NULL, error)
            : NULL;
    const bool is_done = figures != NULL;
    *is_hidden = is_done && judge(explained, figures, threshold);
    if (is_done)
        figures_free(figures);
    definitions_clear(&definitions);
    return is_done;
}

/* Numbers of a measure that counts no children are hidden too where an identity ties them to children: plans in the
 * cost of a plan. */
static bool tells_of_children(const struct explained *explained)
{
    const GPtrArray *identities = explained->definitions.identities;
    for (guint i = 0; identities != NULL && i < identities->len; i++)
        if (identity_names(identities->pdata[i], explained->measure->id))
            return true;
    return explained->measure->counts_children;
}

bool explained_may_be_hidden(const struct explained *explained)
{
    return tells_of_children(explained) && case_list_count(explained->list) > 0 &&
           published_usual_threshold(explained->context->catalog.project) > 0;
}

bool explained_is_hidden(const struct explained *explained, bool *is_hidden, GError **error)
{
    const struct context *context = explained->context;
    const gint64 threshold = published_usual_threshold(context->catalog.project);
    *is_hidden = false;
    if (!explained_may_be_hidden(explained))
        return true;
    struct db *db = warehouse_open(context->options->warehouse, DB_READ_ONLY, error);
    const bool is_done = db != NULL && count_published(explained, db, threshold, is_hidden, error);
    if (db != NULL)
        db_close(db);
    return is_done;
}
