/* What charts over the categories of a split share: their order, their subtitle. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/number.h"
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
    if (n <= most + 1)
        return; /* the note would take the room of the one that is left out */
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

char *publish_measure_by_split(const struct report_block *from)
{
    if (from->split == NULL)
        return g_strdup(from->measure->title);
    g_autofree char *words = publish_split_words(from->split);
    g_autofree char *by = g_strdup_printf(" by %s", words);
    return g_strconcat(from->measure->title, strstr(from->measure->title, by) == NULL ? by : "", NULL);
}

void publish_split_subtitle(struct publisher *p, struct block *block, const struct report_block *from, const char *unit)
{
    g_autofree char *period = publish_period_words(p, from), *subject = publish_measure_by_split(from);
    block->subtitle = document_printf(p->document, "%s, %s, %s, %s", subject, p->document->authority, period, unit);
}

bool publish_has_hidden(const GPtrArray *figures)
{
    for (guint i = 0; i < figures->len; i++)
        if (g_str_equal(((const struct figure *)figures->pdata[i])->symbol, "c"))
            return true;
    return false;
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
    g_autofree char *finding = publish_name_extreme(p, from, categories);
    publish_split_subtitle(p, block, from, unit);
    if (from->title == NULL)
        block->title = document_text(p->document, finding);
    publish_set_alt(p, block,
                    block->kind == BLOCK_MULTIPLES ? "Small line charts"
                    : block->kind == BLOCK_SHARES  ? "Divided bars"
                                                   : "Bar chart",
                    finding);
}
