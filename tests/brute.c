#include "tests/brute.h"

static void brute_clear_sum(gpointer data)
{
    g_array_unref(((struct brute_sum *)data)->numbers);
}

struct brute *brute_new(guint n)
{
    struct brute *brute = g_new0(struct brute, 1);
    brute->n = n;
    brute->sums = g_array_new(FALSE, FALSE, sizeof(struct brute_sum));
    g_array_set_clear_func(brute->sums, brute_clear_sum);
    return brute;
}

void brute_free(struct brute *brute)
{
    g_array_unref(brute->sums);
    g_free(brute);
}

void brute_add(struct brute *brute, GArray *numbers, int low, int high)
{
    const struct brute_sum sum = {numbers, low, high};
    g_array_append_val(brute->sums, sum);
}

/* Narrows the numbers of a sum; 1: it did, 0: nothing to narrow, -1: there is no solution. */
static int brute_narrow(const struct brute_sum *sum, struct brute_range *ranges)
{
    int low = 0, high = 0, changed = 0;
    for (guint i = 0; i < sum->numbers->len; i++) {
        low += ranges[g_array_index(sum->numbers, guint, i)].low;
        high += ranges[g_array_index(sum->numbers, guint, i)].high;
    }
    if (low > sum->high || high < sum->low)
        return -1;
    for (guint i = 0; i < sum->numbers->len; i++) {
        struct brute_range *range = &ranges[g_array_index(sum->numbers, guint, i)];
        const struct brute_range before = *range;
        range->high = MIN(before.high, sum->high - (low - before.low));
        range->low = MAX(before.low, sum->low - (high - before.high));
        changed |= range->low != before.low || range->high != before.high;
        if (range->low > range->high)
            return -1;
        low += range->low - before.low;
        high += range->high - before.high;
    }
    return changed;
}

static bool brute_settle(const struct brute *brute, struct brute_range *ranges)
{
    for (int changed = 1; changed == 1;) {
        changed = 0;
        for (guint i = 0; i < brute->sums->len; i++) {
            const int narrowed = brute_narrow(&g_array_index(brute->sums, struct brute_sum, i), ranges);
            if (narrowed < 0)
                return false;
            changed |= narrowed;
        }
    }
    return true;
}

/* Whether there is a solution within the ranges. */
static bool brute_solve(const struct brute *brute, const struct brute_range *within)
{
    g_autofree struct brute_range *ranges = g_memdup2(within, brute->n * sizeof *ranges);
    if (!brute_settle(brute, ranges))
        return false;
    guint picked = brute->n;
    for (guint i = 0; i < brute->n; i++)
        if (ranges[i].low < ranges[i].high &&
            (picked == brute->n || ranges[i].high - ranges[i].low < ranges[picked].high - ranges[picked].low))
            picked = i;
    if (picked == brute->n)
        return true;
    const struct brute_range range = ranges[picked];
    for (int value = range.low; value <= range.high; value++) {
        ranges[picked] = (struct brute_range){value, value};
        if (brute_solve(brute, ranges))
            return true;
    }
    return false;
}

bool brute_can_differ(struct brute *brute, GArray *numbers, int value)
{
    g_autofree struct brute_range *ranges = g_new(struct brute_range, brute->n);
    for (guint i = 0; i < brute->n; i++)
        ranges[i] = (struct brute_range){0, BRUTE_MOST};
    brute_add(brute, numbers, 0, value - 1);
    bool can = brute_solve(brute, ranges);
    struct brute_sum *last = &g_array_index(brute->sums, struct brute_sum, brute->sums->len - 1);
    last->low = value + 1;
    last->high = BRUTE_MOST * (int)brute->n;
    can = can || brute_solve(brute, ranges);
    g_array_set_size(brute->sums, brute->sums->len - 1);
    return can;
}
