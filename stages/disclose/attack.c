/* The numbers and equations of an attack, and the narrowing of what each number can be. */
#include "stages/disclose/attack.h"

#include "stages/disclose/attack_private.h"

#define MOST_ROUNDS 40 /* over all equations; each costs little, and few are ever needed */

struct attack *attack_new(void)
{
    struct attack *attack = g_new0(struct attack, 1);
    attack->ranges = g_array_new(FALSE, FALSE, sizeof(struct range));
    attack->equations = g_array_new(FALSE, FALSE, sizeof(struct equation));
    attack->terms = g_array_new(FALSE, FALSE, sizeof(struct attack_term));
    return attack;
}

void attack_free(struct attack *attack)
{
    g_array_unref(attack->ranges);
    g_array_unref(attack->equations);
    g_array_unref(attack->terms);
    g_free(attack->is_determined);
    g_free(attack);
}

guint attack_add_number(struct attack *attack)
{
    const struct range any = {0, UNLIMITED};
    g_array_append_val(attack->ranges, any);
    return attack->ranges->len - 1;
}

void attack_set(struct attack *attack, guint number, gint64 value)
{
    *attack_range(attack, number) = (struct range){value, value};
}

void attack_unbound(struct attack *attack, guint number)
{
    attack_range(attack, number)->low = -UNLIMITED;
}

static bool are_all_known(const struct attack *attack, const struct attack_term *terms, guint n_terms)
{
    for (guint i = 0; i < n_terms; i++)
        if (attack_is_unknown(attack, terms[i].number))
            return false;
    return true;
}

void attack_add_equation(struct attack *attack, const struct attack_term *terms, guint n_terms)
{
    if (are_all_known(attack, terms, n_terms))
        return;
    const struct equation equation = {attack->terms->len, n_terms};
    g_array_append_vals(attack->terms, terms, n_terms);
    g_array_append_val(attack->equations, equation);
}

struct attack *attack_branch(const struct attack *attack)
{
    struct attack *branch = attack_new();
    branch->n_common = attack->ranges->len;
    g_array_append_vals(branch->ranges, attack->ranges->data, attack->ranges->len);
    return branch;
}

void attack_join(struct attack *attack, const struct attack *branch)
{
    const guint moved = attack->ranges->len - branch->n_common, first_term = attack->terms->len;
    for (guint i = branch->n_common; i < branch->ranges->len; i++)
        g_array_append_vals(attack->ranges, attack_range(branch, i), 1);
    for (guint i = 0; i < branch->terms->len; i++) {
        struct attack_term term = g_array_index(branch->terms, struct attack_term, i);
        term.number += term.number < branch->n_common ? 0 : moved;
        g_array_append_val(attack->terms, term);
    }
    for (guint i = 0; i < branch->equations->len; i++) {
        struct equation equation = g_array_index(branch->equations, struct equation, i);
        equation.first_term += first_term;
        g_array_append_val(attack->equations, equation);
    }
}

/* What a term can be. */
static struct range term_range(const struct attack *attack, const struct attack_term *term)
{
    const struct range *range = attack_range(attack, term->number);
    const gint64 low = range->low <= -UNLIMITED ? -UNLIMITED : range->low, high = range->high;
    const gint64 a = ABS(low) >= UNLIMITED ? low : low * ABS(term->coefficient);
    const gint64 b = ABS(high) >= UNLIMITED ? high : high * ABS(term->coefficient);
    return term->coefficient > 0 ? (struct range){a, b} : (struct range){-b, -a};
}

/* Sums of limits; those that are unlimited are counted apart. */
struct sums {
    gint64 low, high;
    guint n_low, n_high;
};

static void add_range(struct sums *sums, const struct range *range, int sign)
{
    if (range->low <= -UNLIMITED)
        sums->n_low += (guint)sign;
    else
        sums->low += sign * range->low;
    if (range->high >= UNLIMITED)
        sums->n_high += (guint)sign;
    else
        sums->high += sign * range->high;
}

static gint64 divide_down(gint64 a, gint64 b)
{
    g_assert(b > 0); /* no term counts nothing */
    return a / b - (a % b < 0 ? 1 : 0);
}

/* Narrows one term to what the others leave it: minus their sum. */
static bool narrow_term(const struct attack *attack, const struct attack_term *term, const struct sums *others)
{
    struct range *range = attack_range(attack, term->number);
    const struct range before = *range;
    const gint64 times = ABS(term->coefficient);
    const bool has_most = others->n_low == 0, has_least = others->n_high == 0;
    const gint64 most = -others->low, least = -others->high; /* of coefficient × number */
    if (term->coefficient > 0) {
        range->high = has_most ? MIN(range->high, divide_down(most, times)) : range->high;
        range->low = has_least ? MAX(range->low, -divide_down(-least, times)) : range->low;
    } else {
        range->low = has_most ? MAX(range->low, -divide_down(most, times)) : range->low;
        range->high = has_least ? MIN(range->high, divide_down(-least, times)) : range->high;
    }
    return range->low != before.low || range->high != before.high;
}

/* When a number was narrowed last and an equation looked at last, in equations looked at by then. */
struct narrowing {
    const struct attack *attack;
    guint now;
    guint *narrowed; /* of each number; 0: never */
    guint *looked;   /* of each equation */
};

static bool narrow_equation(const struct narrowing *narrowing, const struct equation *equation)
{
    const struct attack *attack = narrowing->attack;
    const struct attack_term *terms = attack_terms(attack, equation);
    struct sums sums = {0};
    bool is_changed = false;
    for (guint i = 0; i < equation->n_terms; i++) {
        const struct range range = term_range(attack, &terms[i]);
        add_range(&sums, &range, 1);
    }
    if (sums.n_low > 1 && sums.n_high > 1)
        return false;
    for (guint i = 0; i < equation->n_terms; i++) {
        const struct range before = term_range(attack, &terms[i]);
        if (before.low == before.high)
            continue;
        add_range(&sums, &before, -1);
        if (narrow_term(attack, &terms[i], &sums)) {
            narrowing->narrowed[terms[i].number] = narrowing->now;
            is_changed = true;
        }
        const struct range after = term_range(attack, &terms[i]);
        add_range(&sums, &after, 1);
    }
    return is_changed;
}

/* Whether a number of the equation has been narrowed since it was looked at: else it can tell nothing new. */
static bool is_due(const struct narrowing *narrowing, guint index)
{
    const struct equation *equation = &g_array_index(narrowing->attack->equations, struct equation, index);
    const struct attack_term *terms = attack_terms(narrowing->attack, equation);
    const guint looked = narrowing->looked[index];
    for (guint i = 0; i < equation->n_terms; i++)
        if (narrowing->narrowed[terms[i].number] >= looked)
            return true;
    return false;
}

static bool look_at(struct narrowing *narrowing, guint index)
{
    const struct attack *attack = narrowing->attack;
    if (!is_due(narrowing, index))
        return false;
    narrowing->looked[index] = ++narrowing->now;
    return narrow_equation(narrowing, &g_array_index(attack->equations, struct equation, index));
}

static void narrow(const struct attack *attack)
{
    struct narrowing narrowing = {.attack = attack,
                                  .narrowed = g_new0(guint, attack->ranges->len + 1),
                                  .looked = g_new0(guint, attack->equations->len + 1)};
    bool is_changed = true;
    for (guint round = 0; is_changed && round < MOST_ROUNDS; round++) {
        is_changed = false;
        for (guint i = 0; i < attack->equations->len; i++)
            is_changed = look_at(&narrowing, i) || is_changed;
    }
    g_free(narrowing.narrowed);
    g_free(narrowing.looked);
}

void attack_run(struct attack *attack)
{
    narrow(attack);
    attack->is_determined = attack_eliminate(attack);
}

bool attack_knows(const struct attack *attack, guint number)
{
    return !attack_is_unknown(attack, number) || attack->is_determined[number];
}
