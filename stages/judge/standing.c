#include "stages/judge/standing_private.h"

static const struct target *target_at(const struct standing *standing, const char *measure, int32_t day)
{
    const GArray *targets = g_hash_table_lookup(standing->targets, measure);
    for (guint i = targets == NULL ? 0 : targets->len; i > 0; i--) {
        const struct target *target = &g_array_index(targets, struct target, i - 1);
        if (target->from <= day)
            return target;
    }
    return NULL;
}

const struct target *standing_target(const struct standing *standing, const char *measure)
{
    return target_at(standing, measure, standing->as_at);
}

const GArray *standing_steps(const struct standing *standing, const char *measure)
{
    const GArray *steps = g_hash_table_lookup(standing->steps, measure);
    return steps == NULL ? standing->no_steps : steps;
}

bool standing_benchmark(const struct standing *standing, const char *measure, const char *breakdown,
                        const char *category, enum geography geography, struct benchmark *benchmark)
{
    bool is_published = false;
    *benchmark = (struct benchmark){.geography = geography, .breakdown = breakdown, .category = category};
    for (guint i = 0; i < standing->benchmarks->len; i++) {
        const struct measured_benchmark *row = &g_array_index(standing->benchmarks, struct measured_benchmark, i);
        if (!g_str_equal(row->measure, measure) || row->benchmark.geography != geography ||
            !g_str_equal(row->benchmark.breakdown, breakdown) || !g_str_equal(row->benchmark.category, category))
            continue;
        is_published = true;
        if (row->benchmark.period_end <= standing->as_at)
            *benchmark = row->benchmark;
    }
    return is_published;
}

static int compare_benchmarks(const void *a, const void *b)
{
    const struct benchmark *left = a, *right = b;
    return left->period_end != right->period_end
               ? (left->period_end > right->period_end) - (left->period_end < right->period_end)
               : (int)left->geography - (int)right->geography;
}

GArray *standing_published(const struct standing *standing, const char *measure)
{
    GArray *published = g_array_new(FALSE, FALSE, sizeof(struct benchmark));
    for (guint i = 0; i < standing->benchmarks->len; i++) {
        const struct measured_benchmark *row = &g_array_index(standing->benchmarks, struct measured_benchmark, i);
        if (g_str_equal(row->measure, measure) && g_str_equal(row->benchmark.breakdown, "all") &&
            row->benchmark.period_end <= standing->as_at)
            g_array_append_val(published, row->benchmark);
    }
    g_array_sort(published, compare_benchmarks);
    return published;
}

const struct comment *standing_comment(const struct standing *standing, const char *measure)
{
    return g_hash_table_lookup(standing->comments, measure);
}

const struct baseline *standing_baseline(const struct standing *standing, const char *measure, const char *label)
{
    const GArray *baselines = g_hash_table_lookup(standing->baselines, measure);
    for (guint i = 0; baselines != NULL && i < baselines->len; i++) {
        const struct baseline *baseline = &g_array_index(baselines, struct baseline, i);
        if (label == NULL || g_str_equal(baseline->label, label))
            return baseline;
    }
    return NULL;
}

const GArray *standing_actions(const struct standing *standing)
{
    return standing->actions;
}

/* Whether a list parted by ";" holds the reference. */
static bool list_holds(const char *list, const char *ref)
{
    g_auto(GStrv) refs = g_strsplit(list == NULL ? "" : list, ";", -1);
    for (char **one = refs; *one != NULL; one++)
        if (g_str_equal(g_strstrip(*one), ref))
            return true;
    return false;
}

static bool names_measure(const char *text, const struct measure *measure)
{
    return text != NULL && (g_ascii_strcasecmp(text, measure->id) == 0 || g_ascii_strcasecmp(text, measure->ref) == 0 ||
                            g_ascii_strcasecmp(text, measure->title) == 0);
}

GPtrArray *standing_actions_on(const struct standing *standing, const struct measure *measure)
{
    const struct comment *comment = standing_comment(standing, measure->id);
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < standing->actions->len; i++) {
        struct action *action = &g_array_index(standing->actions, struct action, i);
        if (names_measure(action->measure, measure) || (comment != NULL && list_holds(comment->actions, action->ref)))
            g_ptr_array_add(found, action);
    }
    return found;
}

static const struct label *find_label(const struct standing *standing, const char *split, const char *category)
{
    g_autofree char *key = g_strdup_printf("%s=%s", split, category);
    return g_hash_table_lookup(standing->labels, key);
}

const char *standing_label(const struct standing *standing, const char *split, const char *category)
{
    const struct label *label = find_label(standing, split, category);
    return label != NULL ? label->text : g_str_equal(category, "unknown") ? "Unknown" : category;
}

int standing_rank(const struct standing *standing, const char *split, const char *category)
{
    const struct label *label = find_label(standing, split, category);
    return label == NULL ? G_MAXINT : label->rank;
}

static const char *const rating_names[] = {
    [RATING_NONE] = "Not rated", [RATING_GREEN] = "Green", [RATING_AMBER] = "Amber", [RATING_RED] = "Red"};

const char *rating_name(enum rating rating)
{
    return rating_names[rating];
}

enum rating standing_rate_at(const struct standing *standing, const struct figure *figure, int32_t day)
{
    if (figure == NULL || !figure->has_value || figure->measure->better == BETTER_NEITHER ||
        g_str_equal(figure->symbol, "u"))
        return RATING_NONE;
    const struct target *target = target_at(standing, figure->measure->id, day);
    if (target == NULL)
        return RATING_NONE;
    const double worse_by =
        figure->measure->better == BETTER_HIGHER ? target->value - figure->value : figure->value - target->value;
    const double dust = 1e-9; /* 80.1 - 70.1 is not quite 10 */
    return worse_by <= dust ? RATING_GREEN : worse_by <= target->amber_within + dust ? RATING_AMBER : RATING_RED;
}

enum rating standing_rate(const struct standing *standing, const struct figure *figure)
{
    return standing_rate_at(standing, figure, standing->as_at);
}
