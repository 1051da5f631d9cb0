#include "pipeline/category_hint.h"

#include "pipeline/lib/slip.h"
#include "pipeline/lib/texts.h"
#include "stages/explain/cases.h"
#include "stages/judge/standing.h"

#include <string.h>

#define MOST_LISTED 12

/* A figure's categories, of all its cases. */
struct looking {
    const struct case_list *list;
    const struct standing *standing;
    GString *hint;
};

static int find_split(const struct case_list *list, const char *name)
{
    for (int i = 0; list->splits[i] != NULL; i++)
        if (g_str_equal(list->splits[i], name))
            return i;
    return -1;
}

/* In order; the caller unrefs, the texts live as long as the list. */
static GPtrArray *categories_of(const struct case_list *list, int split)
{
    g_autoptr(GHashTable) met = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *categories = g_ptr_array_new();
    for (guint i = 0; i < case_list_count(list); i++) {
        const char *category = case_list_at(list, i)->categories[split];
        if (g_hash_table_add(met, (void *)(uintptr_t)category))
            g_ptr_array_add(categories, (void *)(uintptr_t)category);
    }
    texts_sort(categories);
    return categories;
}

/* By its label, else by its name but for a slip; NULL: none is near. Codes of a letter or two are near to all others.
 */
static const char *find_nearest(const struct looking *looking, const char *split, const GPtrArray *categories,
                                const char *text)
{
    struct slip slip = slip_begin(text);
    for (guint i = 0; i < categories->len; i++) {
        const char *label = standing_label(looking->standing, split, categories->pdata[i]);
        if (g_ascii_strcasecmp(label, text) == 0 || g_ascii_strcasecmp(categories->pdata[i], text) == 0)
            return categories->pdata[i];
        if (strlen(categories->pdata[i]) > 2)
            slip_consider(&slip, categories->pdata[i]);
    }
    return slip.nearest;
}

static void add_all(GString *hint, const char *split, const GPtrArray *categories)
{
    g_string_append_printf(hint, "; %s is ", split);
    for (guint i = 0; i < categories->len; i++)
        g_string_append_printf(hint, "%s%s",
                               i == 0                     ? ""
                               : i + 1 == categories->len ? " or "
                                                          : ", ",
                               (const char *)categories->pdata[i]);
}

static void consider(struct looking *looking, const char *split, const char *text)
{
    const int index = find_split(looking->list, split);
    if (index < 0) /* met, or a split of one part of a ratio */
        return;
    g_autoptr(GPtrArray) categories = categories_of(looking->list, index);
    for (guint i = 0; i < categories->len; i++)
        if (g_str_equal(categories->pdata[i], text))
            return;
    const char *nearest = find_nearest(looking, split, categories, text);
    if (nearest != NULL)
        g_string_append_printf(looking->hint, "; is %s=%s meant?", split, nearest);
    else if (categories->len > 0 && categories->len <= MOST_LISTED)
        add_all(looking->hint, split, categories);
}

static void consider_all(struct looking *looking, char *const *where)
{
    for (; *where != NULL; where++) {
        const char *equals = strchr(*where, '=');
        g_autofree char *split = g_strndup(*where, (gsize)(equals - *where));
        consider(looking, split, equals + 1);
    }
}

bool category_hint_say(const struct definitions *definitions, const struct context *context,
                       const struct measure *measure, GError **error)
{
    const struct options *options = context->options;
    const struct explain_options all = {.period_start = options->period_start, .period_end = options->period_end};
    struct standing *standing = standing_load(context->db, &definitions->calendar, error);
    struct case_list *list = standing == NULL ? NULL
                                              : measures_list_cases(definitions->measures, measure, context->db,
                                                                    &definitions->calendar, &all, error);
    if (list == NULL) {
        standing_free(standing);
        return false;
    }
    g_autofree char *asked = g_strjoinv(", ", options->where);
    struct looking looking = {list, standing, g_string_new(NULL)};
    g_string_printf(looking.hint, "no case has %s; categories are written as in figures.csv", asked);
    consider_all(&looking, options->where);
    case_list_free(list);
    standing_free(standing);
    context_say(context, "%s: %s", measure->id, looking.hint->str);
    g_string_free(looking.hint, TRUE);
    return true;
}
