/* Measures under review, in the order in which the board reads them. */
#include "stages/publish/publish_block.h"

GArray *publish_reviews(struct publisher *p, const struct report_block *from, GCompareDataFunc compare)
{
    g_autoptr(GPtrArray) order = publish_measures_of_report(p->report);
    GArray *reviews = g_array_new(FALSE, FALSE, sizeof(struct review));
    const guint n = from->measures->len > 0 ? from->measures->len : measures_count(p->measures);
    for (guint i = 0; i < n; i++) {
        const struct measure *measure = from->measures->len > 0
                                            ? g_array_index(from->measures, const struct measure *, i)
                                            : measures_at(p->measures, i);
        const struct review review = publish_review(p, measure);
        if (!measure->is_missing)
            g_array_append_val(reviews, review);
    }
    g_array_sort_with_data(reviews, compare, order);
    return reviews;
}

static guint place_of(const GPtrArray *order, const struct measure *measure)
{
    guint place = order->len;
    g_ptr_array_find((GPtrArray *)(uintptr_t)order, measure, &place);
    return place;
}

int publish_compare_places(const void *a, const void *b, void *order)
{
    const struct review *left = a, *right = b;
    const guint x = place_of(order, left->measure), y = place_of(order, right->measure);
    return x != y ? (x < y ? -1 : 1) : measures_compare_refs(&left->measure, &right->measure);
}

char *publish_name(const struct measure *measure)
{
    return g_strdup_printf("%s %s", measure->ref, measure->title);
}

const char *publish_rating_before(const struct review *review)
{
    static const char *const words[] = {
        [RATING_NONE] = "not rated", [RATING_GREEN] = "green", [RATING_AMBER] = "amber", [RATING_RED] = "red"};
    return words[review->rating_before];
}
