/* What is said of the categories of a split in a title: which has most, or which rate is the worst. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/statistics.h"
#include "stages/judge/sentence.h"

static bool is_amount(const struct measure *measure)
{
    return measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SUM;
}

/* Unknown and unrated categories are no finding. */
static bool may_be_found(const struct figure *figure)
{
    return figure->has_value && *figure->symbol == '\0' && !g_str_equal(figure->category, "unknown");
}

static bool is_lowest_wanted(const struct measure *measure)
{
    return !is_amount(measure) && measure->better == BETTER_HIGHER;
}

/* What the board should look at: the most of a count, the worst of a rate whose direction is known. */
static bool is_further(const struct measure *measure, const struct figure *figure, const struct figure *found)
{
    if (!may_be_found(figure))
        return false;
    if (found == NULL)
        return true;
    return is_lowest_wanted(measure) ? figure->value < found->value : figure->value > found->value;
}

/* Long labels, such as a survey's questions, do not fit a title. One of the categories at least may be found. */
static char *range_words(const struct report_block *from, const GPtrArray *categories)
{
    const struct figure *low = NULL, *high = NULL;
    for (guint i = 0; i < categories->len; i++) {
        const struct figure *figure = categories->pdata[i];
        if (!may_be_found(figure))
            continue;
        low = low == NULL || figure->value < low->value ? figure : low;
        high = high == NULL || figure->value > high->value ? figure : high;
    }
    g_assert(low != NULL && high != NULL);
    g_autofree char *lowest = sentence_value(low), *highest = sentence_value(high),
                    *words = publish_split_words(from->split);
    if (low->value == high->value)
        return g_strdup_printf("%s for every %s%s", lowest, words, publish_has_hidden(categories) ? " shown" : "");
    return g_strdup_printf("From %s to %s by %s", lowest, highest, words);
}

/* Whether a rate differs from that of all cases by more than chance: its 95% interval leaves it out. */
static bool stands_out(const struct publisher *p, const struct report_block *from, const struct figure *found)
{
    const struct figure *all =
        figures_find(p->figures, from->measure->id, "all", "all", from->period, found->period.end);
    if (from->measure->kind != MEASURE_RATE || all == NULL || !all->has_value || !found->has_numerator ||
        !found->has_denominator || found->denominator == 0)
        return true;
    const struct interval interval =
        statistics_wilson((double)found->numerator, (double)found->denominator, STATISTICS_Z95);
    return all->value < interval.lower * 100 || all->value > interval.upper * 100;
}

static char *like_words(const struct report_block *from, bool has_hidden)
{
    g_autofree char *split = publish_split_words(from->split);
    return g_strdup_printf("No %s %sdiffers by more than chance", split, has_hidden ? "shown " : "");
}

static bool has_value(const GPtrArray *categories)
{
    for (guint i = 0; i < categories->len; i++)
        if (((const struct figure *)categories->pdata[i])->has_value)
            return true;
    return false;
}

/* Of figures that are all [u], or of nobody knows what. */
static char *too_few_words(const struct report_block *from)
{
    g_autofree char *split = publish_split_words(from->split);
    return g_strdup_printf("Too few cases to compare by %s", split);
}

/* "Placement type of 3,000 of 3,145 unknown": where these are more than any category has, none of them is the finding.
 * NULL otherwise. The caller frees. */
static char *mostly_unknown(struct publisher *p, const struct report_block *from, const struct figure *found)
{
    const struct measure *measure = from->measure;
    const int32_t end = found->period.end;
    const struct figure *unknown = figures_find(p->figures, measure->id, from->split, "unknown", from->period, end);
    const struct figure *all = figures_find(p->figures, measure->id, "all", "all", from->period, end);
    if (!is_amount(measure) || unknown == NULL || !unknown->has_value || unknown->value <= found->value ||
        all == NULL || !all->has_value)
        return NULL;
    g_autofree char *part = sentence_value(unknown), *whole = sentence_value(all);
    return g_strdup_printf("%s of %s of %s unknown", publish_split_title(p, from->split), part, whole);
}

static const struct figure *find_extreme(const struct measure *measure, const GPtrArray *categories)
{
    const struct figure *found = NULL;
    for (guint i = 0; i < categories->len; i++)
        if (is_further(measure, categories->pdata[i], found))
            found = categories->pdata[i];
    return found;
}

/* "Crewe, 153"; of several that come to as much "Communication and Staffing, 2 each", "5 with 1 each". The caller
 * frees. */
static char *extreme_words(const struct publisher *p, const struct report_block *from, const GPtrArray *categories,
                           const struct figure *found)
{
    const struct figure *other = NULL;
    guint n = 0;
    for (guint i = 0; i < categories->len; i++) {
        const struct figure *figure = categories->pdata[i];
        if (!may_be_found(figure) || figure->value != found->value)
            continue;
        n++;
        other = figure == found ? other : figure;
    }
    const char *label = standing_label(p->standing, from->split, found->category);
    g_autofree char *value = sentence_value(found);
    if (n > 2)
        return g_strdup_printf("%u with %s each", n, value);
    if (other == NULL)
        return g_strdup_printf("%s, %s", label, value);
    return g_strdup_printf("%s and %s, %s each", label, standing_label(p->standing, from->split, other->category),
                           value);
}

/* "Most by locality: Crewe, 153"; without the split where that is too long, and NULL where this is too. The caller
 * frees. */
static char *name_extreme(const struct publisher *p, const struct report_block *from, const GPtrArray *categories,
                          const struct figure *found)
{
    const char *shown = publish_has_hidden(categories) ? " shown" : ""; /* what is hidden may be more still */
    const char *words = is_amount(from->measure) ? "Most" : is_lowest_wanted(from->measure) ? "Lowest" : "Highest";
    g_autofree char *extreme = extreme_words(p, from, categories, found), *split = publish_split_words(from->split);
    g_autofree char *title = g_strdup_printf("%s%s by %s: %s", words, shown, split, extreme);
    if (sentence_words(title) <= SENTENCE_MOST_WORDS)
        return g_steal_pointer(&title);
    g_autofree char *shorter = g_strdup_printf("%s%s: %s", words, shown, extreme);
    return sentence_words(shorter) <= SENTENCE_MOST_WORDS ? g_steal_pointer(&shorter) : NULL;
}

/* Where no rate differs from that of all cases by more than chance, that; nothing is the most where all is 0. */
char *publish_name_extreme(struct publisher *p, const struct report_block *from, const GPtrArray *categories)
{
    const struct measure *measure = from->measure;
    const struct figure *found = find_extreme(measure, categories);
    if (found == NULL && has_value(categories))
        return too_few_words(from);
    if (found == NULL)
        return g_strdup(measure->title);
    g_autofree char *unknown = mostly_unknown(p, from, found);
    if (unknown != NULL)
        return g_steal_pointer(&unknown);
    if (!stands_out(p, from, found))
        return like_words(from, publish_has_hidden(categories));
    if (found->value == 0 && !is_lowest_wanted(measure))
        return g_strdup(measure->title);
    char *title = name_extreme(p, from, categories, found);
    return title != NULL ? title : range_words(from, categories);
}
