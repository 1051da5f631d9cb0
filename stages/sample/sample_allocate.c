#include "stages/sample/sample.h"

#include <stdlib.h>

struct remainder {
    guint64 rest;
    guint order;
};

static int compare_remainders(const void *a, const void *b)
{
    const struct remainder *first = a, *second = b;
    if (first->rest != second->rest)
        return first->rest > second->rest ? -1 : 1;
    return first->order < second->order ? -1 : 1;
}

/* Hamilton's method: the whole part of each quota, then one each to the largest remainders. */
static void share_in_proportion(const guint *sizes, guint n, guint total, guint *shares)
{
    g_autofree struct remainder *remainders = g_new0(struct remainder, n + 1);
    guint64 sum = 0;
    guint given = 0;
    for (guint i = 0; i < n; i++)
        sum += sizes[i];
    for (guint i = 0; i < n && sum > 0; i++) {
        const guint64 quota = (guint64)total * sizes[i];
        shares[i] = (guint)(quota / sum);
        remainders[i] = (struct remainder){quota % sum, i};
        given += shares[i];
    }
    qsort(remainders, n, sizeof *remainders, compare_remainders);
    for (guint i = 0; i < n && given < total; i++, given++)
        shares[remainders[i].order]++;
}

static guint count_open(const guint *sizes, guint n, const guint *shares)
{
    guint open = 0;
    for (guint i = 0; i < n; i++)
        open += shares[i] < sizes[i];
    return open;
}

static void share_equally(const guint *sizes, guint n, guint total, guint *shares)
{
    guint left = total;
    for (guint open = count_open(sizes, n, shares); left > 0 && open > 0; open = count_open(sizes, n, shares)) {
        const guint each = MAX(left / open, 1);
        for (guint i = 0; i < n && left > 0; i++) {
            const guint more = MIN(MIN(each, sizes[i] - shares[i]), left);
            shares[i] += more;
            left -= more;
        }
    }
}

void sample_allocate(const guint *sizes, guint n, guint total, bool is_equal, guint *shares)
{
    for (guint i = 0; i < n; i++)
        shares[i] = 0;
    if (is_equal)
        share_equally(sizes, n, total, shares);
    else
        share_in_proportion(sizes, n, total, shares);
}
