#include "stages/explain/explain_filter.h"

#include "pipeline/lib/error.h"

#include <string.h>

struct filter {
    char *split, *category;
};

static void clear_filter(gpointer data)
{
    struct filter *filter = data;
    g_free(filter->split);
    g_free(filter->category);
}

/* `met` is asked of rates as if it were a split. */
static bool is_met_filter(const struct measure *measure, const char *name)
{
    return measure->kind == MEASURE_RATE && g_str_equal(name, "met");
}

static bool check_split(const struct measure *measure, const char *name, GError **error)
{
    if (is_met_filter(measure, name) || g_strv_contains((const char *const *)measure->splits, name))
        return true;
    g_autofree char *known = g_strjoinv(", ", measure->splits);
    const char *met = measure->kind != MEASURE_RATE ? "" : *known == '\0' ? "met" : ", met";
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "%s has no split '%s'; known: %s%s", measure->id, name,
                *known == '\0' && *met == '\0' ? "none" : known, met);
    return false;
}

static bool read_filter(const struct measure *measure, const char *text, GArray *filters, GError **error)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "--where %s: expected SPLIT=CATEGORY", text);
        return false;
    }
    g_autofree char *name = g_strndup(text, (gsize)(equals - text));
    const char *category = equals + 1;
    if (!check_split(measure, name, error))
        return false;
    if (is_met_filter(measure, name) && !g_str_equal(category, "1") && !g_str_equal(category, "0")) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "--where %s: met is 1 or 0", text);
        return false;
    }
    const struct filter filter = {g_steal_pointer(&name), g_strdup(category)};
    g_array_append_val(filters, filter);
    return true;
}

GArray *filters_read(const struct measure *measure, char *const *where, GError **error)
{
    g_autoptr(GArray) filters = g_array_new(FALSE, FALSE, sizeof(struct filter));
    g_array_set_clear_func(filters, clear_filter);
    for (; where != NULL && *where != NULL; where++)
        if (!read_filter(measure, *where, filters, error))
            return NULL;
    return g_steal_pointer(&filters);
}

static const char *category_of(const struct filter *filter, const struct measure_entry *entry,
                               const struct contribution *contribution, GString *scratch)
{
    if (g_str_equal(filter->split, "met"))
        return contribution->numerator > 0 ? "1" : "0";
    return measure_query_category(&entry->query, measure_split_index(&entry->measure, filter->split), scratch);
}

bool filters_pass(const GArray *filters, const struct measure_entry *entry, const struct contribution *contribution,
                  GString *scratch)
{
    for (guint i = 0; i < filters->len; i++) {
        const struct filter *filter = &g_array_index(filters, struct filter, i);
        if (!g_str_equal(category_of(filter, entry, contribution, scratch), filter->category))
            return false;
    }
    return true;
}
