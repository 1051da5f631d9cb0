#include "stages/count/tally.h"

#include "stages/count/slots.h"
#include "stages/validate/key_pack.h"

#include <math.h>
#include <string.h>

/* Sums of whole numbers below 2^53 are exact in doubles, in any order; money is whole pence. */
struct amount {
    double numerator, denominator, n_rows, n_unknown;
};

struct kept_value {
    struct stretch stretch;
    struct knowledge knowledge;
    double value;
};

struct category {
    char *name;
    GArray *values; /* struct kept_value, in order of value once finished; or NULL */
    /* By slot and then by end: what windows that end there or later count otherwise, as they know of later facts; the
     * running sum of it once finished. NULL: nothing. */
    struct amount *later;
};

struct tally {
    const struct timeline *timeline;
    bool keeps_values;
    GHashTable *numbers;   /* name → number + 1 */
    GPtrArray *categories; /* struct category * */
    guint last;            /* the category asked for last, which is often the next one's, too */
    GArray *amounts;       /* struct amount, n_slots a category */
};

static void free_category(gpointer data)
{
    struct category *category = data;
    g_free(category->name);
    if (category->values != NULL)
        g_array_unref(category->values);
    g_free(category->later);
    g_free(category);
}

/* A word at a time, where GLib's takes a letter. */
static guint hash_name(gconstpointer name)
{
    return (guint)key_hash(name, strlen(name));
}

struct tally *tally_new(const struct timeline *timeline, bool keeps_values)
{
    struct tally *tally = g_new0(struct tally, 1);
    tally->timeline = timeline;
    tally->keeps_values = keeps_values;
    tally->numbers = g_hash_table_new(hash_name, g_str_equal);
    tally->categories = g_ptr_array_new_with_free_func(free_category);
    tally->amounts = g_array_new(FALSE, TRUE, sizeof(struct amount));
    return tally;
}

void tally_free(struct tally *tally)
{
    g_hash_table_unref(tally->numbers);
    g_ptr_array_unref(tally->categories);
    g_array_unref(tally->amounts);
    g_free(tally);
}

static guint add_category(struct tally *tally, const char *name)
{
    struct category *category = g_new0(struct category, 1);
    category->name = g_strdup(name);
    if (tally->keeps_values)
        category->values = g_array_new(FALSE, FALSE, sizeof(struct kept_value));
    g_ptr_array_add(tally->categories, category);
    g_hash_table_insert(tally->numbers, category->name, GUINT_TO_POINTER(tally->categories->len));
    g_array_set_size(tally->amounts, tally->categories->len * tally->timeline->n_slots);
    return tally->categories->len - 1;
}

guint tally_category(struct tally *tally, const char *name)
{
    if (tally->categories->len > 0 && g_str_equal(tally_name(tally, tally->last), name))
        return tally->last;
    const guint number = GPOINTER_TO_UINT(g_hash_table_lookup(tally->numbers, name));
    tally->last = number == 0 ? add_category(tally, name) : number - 1;
    return tally->last;
}

guint tally_n_categories(const struct tally *tally)
{
    return tally->categories->len;
}

const char *tally_name(const struct tally *tally, guint category)
{
    const struct category *c = tally->categories->pdata[category];
    return c->name;
}

static int compare_names(gconstpointer a, gconstpointer b, gpointer user_data)
{
    const struct tally *tally = user_data;
    return strcmp(tally_name(tally, *(const guint *)a), tally_name(tally, *(const guint *)b));
}

guint *tally_list_by_name(const struct tally *tally)
{
    const guint n = tally->categories->len;
    guint *numbers = g_new(guint, n);
    for (guint i = 0; i < n; i++)
        numbers[i] = i;
    if (n > 0)
        g_qsort_with_data(numbers, (gint)n, sizeof *numbers, compare_names, (gpointer)(uintptr_t)tally);
    return numbers;
}

static struct amount *amount_at(const struct tally *tally, guint category, guint slot)
{
    return &g_array_index(tally->amounts, struct amount, category * tally->timeline->n_slots + slot);
}

static void add_amount(struct amount *amount, const struct contribution *contribution, double sign)
{
    amount->numerator += sign * contribution->numerator;
    amount->denominator += sign * contribution->denominator;
    amount->n_rows += sign;
    amount->n_unknown += contribution->is_unknown ? sign : 0;
}

static guint n_ends(const struct tally *tally)
{
    return tally->timeline->ends->len;
}

static struct category *category_at(const struct tally *tally, guint category)
{
    return tally->categories->pdata[category];
}

/* An event counts from one end on, and no more from another on. */
static void add_later(struct tally *tally, guint category, guint slot, guint end,
                      const struct contribution *contribution, double sign)
{
    struct category *c = category_at(tally, category);
    if (end == n_ends(tally))
        return;
    if (c->later == NULL)
        c->later = g_new0(struct amount, (gsize)tally->timeline->n_slots * n_ends(tally));
    add_amount(&c->later[slot * n_ends(tally) + end], contribution, sign);
}

void tally_add(struct tally *tally, guint category, const struct stretch *stretch, const struct knowledge *knowledge,
               const struct contribution *contribution)
{
    if (knowledge->from == 0)
        add_amount(amount_at(tally, category, stretch->first), contribution, 1);
    else
        add_later(tally, category, stretch->first, knowledge->from, contribution, 1);
    add_later(tally, category, stretch->first, knowledge->end, contribution, -1);
    if (tally->timeline->is_running && stretch->end < tally->timeline->n_slots)
        add_amount(amount_at(tally, category, stretch->end), contribution, -1);
    if (!tally->keeps_values)
        return;
    const struct category *c = category_at(tally, category);
    const struct kept_value value = {*stretch, *knowledge, contribution->value};
    g_array_append_val(c->values, value);
}

static void include(struct amount *sum, const struct amount *amount)
{
    sum->numerator += amount->numerator;
    sum->denominator += amount->denominator;
    sum->n_rows += amount->n_rows;
    sum->n_unknown += amount->n_unknown;
}

/* From what ends bring to what is known at them. */
static void sum_later(const struct tally *tally, struct category *category)
{
    for (guint slot = 0; category->later != NULL && slot < tally->timeline->n_slots; slot++)
        for (guint end = 1; end < n_ends(tally); end++)
            include(&category->later[slot * n_ends(tally) + end], &category->later[slot * n_ends(tally) + end - 1]);
}

static int compare_values(gconstpointer a, gconstpointer b)
{
    const double first = ((const struct kept_value *)a)->value, second = ((const struct kept_value *)b)->value;
    return (first > second) - (first < second);
}

void tally_finish(struct tally *tally)
{
    for (guint category = 0; category < tally->categories->len; category++) {
        sum_later(tally, category_at(tally, category));
        if (tally->keeps_values)
            g_array_sort(category_at(tally, category)->values, compare_values);
    }
    if (!tally->timeline->is_running)
        return;
    for (guint category = 0; category < tally->categories->len; category++)
        for (guint slot = 1; slot < tally->timeline->n_slots; slot++)
            include(amount_at(tally, category, slot), amount_at(tally, category, slot - 1));
}

static bool knows(const struct knowledge *knowledge, guint end)
{
    return knowledge->from <= end && end < knowledge->end;
}

/* In order, as they are kept. */
static void collect_values(const struct category *category, const struct stretch *stretch, guint known_at,
                           GArray *values)
{
    g_array_set_size(values, 0);
    for (guint i = 0; i < category->values->len; i++) {
        const struct kept_value *kept = &g_array_index(category->values, struct kept_value, i);
        if (kept->stretch.first < stretch->end && kept->stretch.end > stretch->first &&
            knows(&kept->knowledge, known_at))
            g_array_append_val(values, kept->value);
    }
}

void tally_total(const struct tally *tally, guint category, guint period, struct total *total)
{
    const struct stretch *stretch = &g_array_index(tally->timeline->stretches, struct stretch, period);
    const guint known_at = g_array_index(tally->timeline->known_at, guint, period);
    const struct category *c = category_at(tally, category);
    struct amount sum = {0};
    for (guint slot = stretch->first; slot < stretch->end; slot++) {
        include(&sum, amount_at(tally, category, slot));
        if (c->later != NULL)
            include(&sum, &c->later[slot * n_ends(tally) + known_at]);
    }
    total->numerator = sum.numerator;
    total->denominator = sum.denominator;
    total->n_rows = (guint64)sum.n_rows;
    total->n_unknown = (guint64)sum.n_unknown;
    if (tally->keeps_values)
        collect_values(c, stretch, known_at, total->values);
}

/* The parts of an amount that are not 0. */
static guint8 parts_of(const struct amount *amount)
{
    const double parts[] = {amount->numerator, amount->denominator, amount->denominator - amount->numerator};
    guint8 some = 0;
    for (guint part = 0; part < N_PARTS; part++)
        some |= (guint8)(parts[part] > 0 ? 1u << part : 0);
    return some;
}

struct slot tally_slot(const struct tally *tally, guint category, guint slot)
{
    const struct amount *amount = amount_at(tally, category, slot);
    const struct amount *later = category_at(tally, category)->later;
    struct slot told = {llround(amount->numerator), llround(amount->denominator), parts_of(amount)};
    for (guint end = 0; later != NULL && end < n_ends(tally); end++) {
        struct amount known = *amount;
        include(&known, &later[slot * n_ends(tally) + end]);
        told.spares &= parts_of(&known);
    }
    return told;
}
