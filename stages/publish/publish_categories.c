/* What charts over the categories of a split share: their order, their subtitle, their finding. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/number.h"
#include "pipeline/lib/statistics.h"
#include "stages/judge/sentence.h"

#include <string.h>

/* A figure in its place among the categories of a page. */
struct ranked {
    const struct figure *figure;
    int rank;
    bool is_unknown;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->is_unknown != right->is_unknown)
        return left->is_unknown ? 1 : -1;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    if (left->figure->value != right->figure->value)
        return left->figure->value > right->figure->value ? -1 : 1;
    return strcmp(left->figure->category, right->figure->category);
}

GPtrArray *publish_categories(const struct publisher *publisher, const struct measure *measure, const char *breakdown,
                              enum period_kind kind, int32_t end)
{
    GPtrArray *figures = figures_categories(publisher->figures, measure->id, breakdown, kind, end);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(struct ranked));
    for (guint i = 0; i < figures->len; i++) {
        const struct figure *figure = figures->pdata[i];
        const struct ranked entry = {figure, standing_rank(publisher->standing, breakdown, figure->category),
                                     g_str_equal(figure->category, "unknown")};
        g_array_append_val(ranked, entry);
    }
    g_array_sort(ranked, compare_ranked);
    for (guint i = 0; i < figures->len; i++)
        figures->pdata[i] = (void *)(uintptr_t)g_array_index(ranked, struct ranked, i).figure;
    return figures;
}

/* What there is to say of a category: its cases, as far as they may be told. */
static int64_t weight_of(const struct figure *figure)
{
    if (g_str_equal(figure->category, "unknown"))
        return -1;
    return figure->has_denominator ? figure->denominator : figure->has_numerator ? figure->numerator : 0;
}

static int compare_weights(const void *a, const void *b)
{
    const struct figure *const *left = a, *const *right = b;
    const int64_t x = weight_of(*left), y = weight_of(*right);
    return x != y ? (x > y ? -1 : 1) : strcmp((*left)->category, (*right)->category);
}

/* "; unknown: 3,000": they are never among those shown, and may be the most. The caller frees. */
static char *unknown_words(const GPtrArray *categories)
{
    for (guint i = 0; i < categories->len; i++) {
        const struct figure *figure = categories->pdata[i];
        if (!g_str_equal(figure->category, "unknown"))
            continue;
        char number[NUMBER_TEXT_SIZE];
        g_autofree char *value = figure->has_denominator ? g_strdup(number_format_grouped(figure->denominator, number))
                                                         : sentence_value(figure);
        return g_strdup_printf("; unknown: %s", value);
    }
    return g_strdup("");
}

void publish_keep_most(struct publisher *p, struct block *block, GPtrArray *categories, guint most)
{
    const guint n = categories->len;
    if (n <= most)
        return;
    g_autoptr(GPtrArray) heaviest = g_ptr_array_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(heaviest, categories->pdata[i]);
    g_ptr_array_sort(heaviest, compare_weights);
    g_ptr_array_set_size(heaviest, (int)most);
    g_autofree char *unknown = unknown_words(categories);
    for (guint i = n; i-- > 0;)
        if (!g_ptr_array_find(heaviest, categories->pdata[i], NULL))
            g_ptr_array_remove_index(categories, i);
    block->note = document_printf(p->document, "The %u of %u with the most cases%s.", most, n, unknown);
}

guint publish_most(const struct report_block *from, guint usual)
{
    return from->most > 0 ? (guint)from->most : usual;
}

char *publish_split_words(const char *split)
{
    char *words = g_strdelimit(g_strdup(split), "_", ' ');
    if (g_str_has_suffix(words, " band"))
        words[strlen(words) - strlen(" band")] = '\0';
    return words;
}

const char *publish_split_title(struct publisher *p, const char *split)
{
    g_autofree char *words = publish_split_words(split);
    *words = g_ascii_toupper(*words);
    return document_text(p->document, words);
}

/* "Open EHC plans by primary need"; a title may say it itself. The caller frees. */
static char *measure_by_split(const struct report_block *from)
{
    g_autofree char *words = publish_split_words(from->split);
    g_autofree char *by = g_strdup_printf(" by %s", words);
    return g_strconcat(from->measure->title, strstr(from->measure->title, by) == NULL ? by : "", NULL);
}

void publish_split_subtitle(struct publisher *p, struct block *block, const struct report_block *from, const char *unit)
{
    g_autofree char *period = publish_period_words(p, from), *subject = measure_by_split(from);
    block->subtitle = document_printf(p->document, "%s, %s, %s, %s", subject, p->document->authority, period, unit);
}

static bool is_amount(const struct measure *measure)
{
    return measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SUM;
}

/* What the board should look at: the most of a count, the worst of a rate whose direction is known. Unknown and unrated
 * categories are no finding. */
static bool is_further(const struct measure *measure, const struct figure *figure, const struct figure *found)
{
    if (!figure->has_value || *figure->symbol != '\0' || g_str_equal(figure->category, "unknown"))
        return false;
    if (found == NULL)
        return true;
    const bool is_lowest_wanted = !is_amount(measure) && measure->better == BETTER_HIGHER;
    return is_lowest_wanted ? figure->value < found->value : figure->value > found->value;
}

/* Long labels, such as a survey's questions, do not fit a title. */
static char *range_words(const struct report_block *from, const GPtrArray *categories)
{
    const struct figure *low = NULL, *high = NULL;
    for (guint i = 0; i < categories->len; i++) {
        const struct figure *figure = categories->pdata[i];
        if (!figure->has_value || *figure->symbol != '\0' || g_str_equal(figure->category, "unknown"))
            continue;
        low = low == NULL || figure->value < low->value ? figure : low;
        high = high == NULL || figure->value > high->value ? figure : high;
    }
    g_autofree char *lowest = sentence_value(low), *highest = sentence_value(high),
                    *words = publish_split_words(from->split);
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

bool publish_has_hidden(const GPtrArray *figures)
{
    for (guint i = 0; i < figures->len; i++)
        if (g_str_equal(((const struct figure *)figures->pdata[i])->symbol, "c"))
            return true;
    return false;
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

/* "Most by locality: Crewe, 153", "Lowest by service: CAMHS, 61.2%"; where no rate differs from that of all cases by
 * more than chance, that. The caller frees. */
static char *name_extreme(struct publisher *p, const struct report_block *from, const GPtrArray *categories)
{
    const struct measure *measure = from->measure;
    const struct figure *found = NULL;
    for (guint i = 0; i < categories->len; i++)
        if (is_further(measure, categories->pdata[i], found)) {
            found = categories->pdata[i];
            g_assert(found != NULL);
        }
    if (found == NULL)
        return has_value(categories) ? too_few_words(from) : g_strdup(measure->title);
    g_autofree char *unknown = mostly_unknown(p, from, found);
    if (unknown != NULL)
        return g_steal_pointer(&unknown);
    const bool has_hidden = publish_has_hidden(categories); /* what is hidden may be more still */
    if (!stands_out(p, from, found))
        return like_words(from, has_hidden);
    const char *label = standing_label(p->standing, from->split, found->category);
    const char *words = is_amount(measure) ? "Most" : measure->better == BETTER_HIGHER ? "Lowest" : "Highest";
    g_autofree char *value = sentence_value(found), *split = publish_split_words(from->split);
    const char *shown = has_hidden ? " shown" : "";
    g_autofree char *title = g_strdup_printf("%s%s by %s: %s, %s", words, shown, split, label, value);
    if (sentence_words(title) <= SENTENCE_MOST_WORDS)
        return g_steal_pointer(&title);
    g_autofree char *shorter = g_strdup_printf("%s%s: %s, %s", words, shown, label, value);
    return sentence_words(shorter) <= SENTENCE_MOST_WORDS ? g_steal_pointer(&shorter) : range_words(from, categories);
}

static bool are_unknown(const GPtrArray *categories)
{
    return categories->len == 1 && g_str_equal(((const struct figure *)categories->pdata[0])->category, "unknown");
}

struct block *publish_start_categories(struct publisher *p, struct page *page, const struct report_block *from,
                                       enum block_kind kind, GPtrArray **categories)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, kind, &is_empty);
    if (is_empty)
        return NULL;
    *categories = publish_categories(p, from->measure, from->split, from->period, publish_end(p, from->measure));
    const bool is_known = !are_unknown(*categories);
    if (is_known && (*categories)->len > 0)
        return block;
    g_clear_pointer(categories, g_ptr_array_unref);
    g_autofree char *split = publish_split_words(from->split);
    publish_empty(p, block,
                  is_known ? "[z] There is no case to show."
                           : document_printf(p->document, "[z] The %s of no case is known.", split));
    return NULL;
}

void publish_finish_categories(struct publisher *p, struct block *block, const struct report_block *from,
                               GPtrArray *categories, const char *unit)
{
    g_autofree char *finding = name_extreme(p, from, categories);
    publish_split_subtitle(p, block, from, unit);
    if (from->title == NULL)
        block->title = document_text(p->document, finding);
    publish_set_alt(p, block,
                    block->kind == BLOCK_MULTIPLES ? "Small line charts"
                    : block->kind == BLOCK_SHARES  ? "Divided bars"
                                                   : "Bar chart",
                    finding);
}
