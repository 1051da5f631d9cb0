#include "stages/disclose/disclose_search.h"

#define MOST_SETS 12

struct price {
    guint asked; /* the number of the set when it was asked for */
    gint64 price;
};

struct prices {
    const struct model *model;
    guint n_sets, n_asked;
    guint last; /* the place of the set that was asked for last, which most often is the next one's */
    point_set sets[MOST_SETS];
    guint numbers[MOST_SETS];
    struct price *of[MOST_SETS]; /* by series */
};

struct prices *prices_new(const struct model *model)
{
    struct prices *prices = g_new0(struct prices, 1);
    prices->model = model;
    return prices;
}

void prices_free(struct prices *prices)
{
    for (guint i = 0; i < MOST_SETS; i++)
        g_free(prices->of[i]);
    g_free(prices);
}

void prices_forget(struct prices *prices)
{
    prices->n_sets = prices->last = 0;
}

/* Where the prices of a set are kept; sets take each other's places in turn. */
static guint place_of(struct prices *prices, point_set set)
{
    const guint kept = MIN(prices->n_sets, MOST_SETS);
    if (kept > 0 && prices->sets[prices->last] == set)
        return prices->last;
    for (guint i = 0; i < kept; i++)
        if (prices->sets[i] == set)
            return prices->last = i;
    const guint place = prices->last = prices->n_sets++ % MOST_SETS;
    prices->sets[place] = set;
    prices->numbers[place] = ++prices->n_asked;
    if (prices->of[place] == NULL)
        prices->of[place] = g_new0(struct price, prices->model->series->len);
    return place;
}

static gint64 price_series(const struct model *model, const struct series *series, point_set set)
{
    gint64 price = 0;
    for (point_set broken = move_broken(model, series, set); broken != 0; broken &= broken - 1) {
        const struct line *line = model_line(model, series->line);
        price += move_span_price(model_span(model, line->first_span + set_first(broken)), series->part);
    }
    return price < NEVER ? price : -1;
}

gint64 prices_member(struct prices *prices, struct member member)
{
    const struct series *series = model_series(prices->model, member.series);
    if (!move_can_be(series, member.sign, member.set))
        return -1;
    if (series->line == NONE || series->part == PART_REST)
        return 0;
    const guint place = place_of(prices, member.set);
    struct price *price = &prices->of[place][member.series];
    if (price->asked != prices->numbers[place])
        *price = (struct price){prices->numbers[place], price_series(prices->model, series, member.set)};
    return price->price;
}
