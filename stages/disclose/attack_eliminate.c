/* Elimination: a number is determined by linear equations when it is 0 in every solution of them with nothing known,
 * that is when it is 0 in one drawn at random. All is done modulo a prime of 61 bits, so that nothing overflows and
 * chance is out of the question (one in 10^18 for each number).
 *
 * First equations are set aside that have a number of their own: whatever the others are, that one makes up for them.
 * Few equations are left, and only they are eliminated: the short ones first, since sums of them stay short. */
#include "stages/disclose/attack_private.h"

#define PRIME ((G_GUINT64_CONSTANT(1) << 61) - 1)

__extension__ typedef unsigned __int128 wide;

/* 2^61 is 1 modulo the prime, so that what stands above 61 bits is added to what stands below. */
static guint64 multiply(guint64 a, guint64 b)
{
    const wide product = (wide)a * b;
    const guint64 sum = ((guint64)product & PRIME) + (guint64)(product >> 61);
    return sum >= PRIME ? sum - PRIME : sum;
}

static guint64 subtract(guint64 a, guint64 b)
{
    return a >= b ? a - b : a + PRIME - b;
}

static guint64 invert(guint64 a)
{
    guint64 inverse = 1;
    if (a == 1 || a == PRIME - 1) /* 1 and -1, which most coefficients are */
        return a;
    for (guint64 power = PRIME - 2; power > 0; power >>= 1) {
        inverse = power & 1 ? multiply(inverse, a) : inverse;
        a = multiply(a, a);
    }
    return inverse;
}

static guint64 residue(gint64 a)
{
    return a >= 0 ? (guint64)a % PRIME : subtract(0, (guint64)-a % PRIME);
}

/* The same draws in every run (SplitMix64), never 0. */
static guint64 draw(guint64 *state)
{
    *state += G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    guint64 z = *state;
    z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT(0x94D049BB133111EB);
    return (z ^ (z >> 31)) % (PRIME - 1) + 1;
}

struct entry {
    guint column;
    guint64 value;
};

struct elimination {
    const struct attack *attack;
    guint *first_use, *uses; /* the equations of each number that is not known */
    guint *degree;           /* of each number: its equations that are not set aside */
    bool *is_aside;          /* of each equation */
    GArray *aside;           /* guint pairs: equation, the number that makes up for it; in the order set aside */
    GArray **rows;           /* of each column that leads a row: struct entry, the leading 1 first */
    guint64 *sums;           /* the row that is being reduced */
    guint last;              /* its last column that may not be 0 */
    guint64 *touched;        /* bits: columns of it that may not be 0 */
    guint64 *solution;
};

static const struct equation *equation_at(const struct elimination *elimination, guint index)
{
    return &g_array_index(elimination->attack->equations, struct equation, index);
}

static void index_uses(struct elimination *elimination)
{
    const struct attack *attack = elimination->attack;
    const guint n = attack->ranges->len;
    elimination->first_use = g_new0(guint, n + 1);
    elimination->uses = g_new(guint, attack->terms->len + 1);
    elimination->degree = g_new0(guint, n);
    for (guint i = 0; i < attack->terms->len; i++)
        elimination->first_use[g_array_index(attack->terms, struct attack_term, i).number + 1]++;
    for (guint i = 0; i < n; i++)
        elimination->first_use[i + 1] += elimination->first_use[i];
    for (guint i = 0; i < attack->equations->len; i++)
        for (guint j = 0; j < equation_at(elimination, i)->n_terms; j++) {
            const guint number = attack_terms(attack, equation_at(elimination, i))[j].number;
            elimination->uses[elimination->first_use[number] + elimination->degree[number]++] = i;
        }
}

static guint only_equation(const struct elimination *elimination, guint number)
{
    guint at = elimination->first_use[number];
    while (elimination->is_aside[elimination->uses[at]])
        at++;
    return elimination->uses[at];
}

/* Sets the equation aside; numbers that are then left with one equation follow. */
static void set_aside(struct elimination *elimination, guint number, GArray *queue)
{
    const guint index = only_equation(elimination, number);
    const struct equation *equation = equation_at(elimination, index);
    const guint pair[] = {index, number};
    g_array_append_vals(elimination->aside, pair, 2);
    elimination->is_aside[index] = true;
    for (guint i = 0; i < equation->n_terms; i++) {
        const guint other = attack_terms(elimination->attack, equation)[i].number;
        if (--elimination->degree[other] == 1 && attack_is_unknown(elimination->attack, other))
            g_array_append_val(queue, other);
    }
}

static void set_all_aside(struct elimination *elimination)
{
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < elimination->attack->ranges->len; i++)
        if (elimination->degree[i] == 1 && attack_is_unknown(elimination->attack, i))
            g_array_append_val(queue, i);
    for (guint i = 0; i < queue->len; i++)
        if (elimination->degree[g_array_index(queue, guint, i)] == 1)
            set_aside(elimination, g_array_index(queue, guint, i), queue);
}

static void touch(struct elimination *elimination, guint column)
{
    elimination->touched[column / 64] |= G_GUINT64_CONSTANT(1) << column % 64;
}

/* The first column from this one on that may not be 0, which is then taken for 0; G_MAXUINT when there is none. */
static guint next_touched(struct elimination *elimination, guint column)
{
    for (guint word = column / 64; word <= elimination->last / 64; word++) {
        guint64 *bits = &elimination->touched[word];
        if (*bits == 0)
            continue;
        const guint found = word * 64 + (guint)__builtin_ctzll(*bits);
        *bits &= *bits - 1;
        return found;
    }
    return G_MAXUINT;
}

static void take_multiple(struct elimination *elimination, const GArray *row, guint64 times)
{
    elimination->last = MAX(elimination->last, g_array_index(row, struct entry, row->len - 1).column);
    for (guint i = 0; i < row->len; i++) {
        const struct entry *entry = &g_array_index(row, struct entry, i);
        elimination->sums[entry->column] = subtract(elimination->sums[entry->column], multiply(times, entry->value));
        touch(elimination, entry->column);
    }
}

/* What is left of the sums from a column on, led by 1. Clears the sums. */
static GArray *make_row(struct elimination *elimination, guint leader)
{
    GArray *row = g_array_new(FALSE, FALSE, sizeof(struct entry));
    const guint64 inverse = invert(elimination->sums[leader]);
    for (guint column = leader; column != G_MAXUINT; column = next_touched(elimination, column)) {
        if (elimination->sums[column] == 0)
            continue;
        const struct entry entry = {column, multiply(elimination->sums[column], inverse)};
        g_array_append_val(row, entry);
        elimination->sums[column] = 0;
    }
    return row;
}

static void reduce(struct elimination *elimination, const struct equation *equation)
{
    guint first = G_MAXUINT;
    elimination->last = 0;
    for (guint i = 0; i < equation->n_terms; i++) {
        const struct attack_term *term = &attack_terms(elimination->attack, equation)[i];
        if (!attack_is_unknown(elimination->attack, term->number))
            continue;
        elimination->sums[term->number] = residue(term->coefficient);
        touch(elimination, term->number);
        first = MIN(first, term->number);
        elimination->last = MAX(elimination->last, term->number);
    }
    for (guint column = next_touched(elimination, first); column != G_MAXUINT;
         column = next_touched(elimination, column)) {
        if (elimination->sums[column] == 0)
            continue;
        if (elimination->rows[column] == NULL) {
            elimination->rows[column] = make_row(elimination, column);
            return;
        }
        take_multiple(elimination, elimination->rows[column], elimination->sums[column]);
    }
}

/* An equation that is left. */
struct left {
    guint n_unknown, equation;
};

static gint compare_left(gconstpointer a, gconstpointer b)
{
    const struct left *x = a, *y = b;
    const guint first = x->n_unknown == y->n_unknown ? x->equation : x->n_unknown;
    const guint second = x->n_unknown == y->n_unknown ? y->equation : y->n_unknown;
    return first < second ? -1 : first > second;
}

static guint count_unknown(const struct attack *attack, const struct equation *equation)
{
    guint n = 0;
    for (guint i = 0; i < equation->n_terms; i++)
        n += attack_is_unknown(attack, attack_terms(attack, equation)[i].number);
    return n;
}

/* What is not set aside and not all known, in the order in which it is eliminated. The caller unrefs. */
static GArray *list_left(const struct elimination *elimination)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct left));
    for (guint i = 0; i < elimination->attack->equations->len; i++) {
        const struct left left = {count_unknown(elimination->attack, equation_at(elimination, i)), i};
        if (!elimination->is_aside[i] && left.n_unknown > 0)
            g_array_append_val(list, left);
    }
    g_array_sort(list, compare_left);
    return list;
}

static void reduce_all(struct elimination *elimination)
{
    g_autoptr(GArray) list = list_left(elimination);
    for (guint i = 0; i < list->len; i++)
        reduce(elimination, equation_at(elimination, g_array_index(list, struct left, i).equation));
}

/* Draws what is free, and solves for what leads a row or makes up for an equation set aside. */
static void solve(struct elimination *elimination)
{
    const struct attack *attack = elimination->attack;
    guint64 state = 1;
    for (guint i = attack->ranges->len; i > 0; i--) {
        const GArray *row = elimination->rows[i - 1];
        guint64 value = row == NULL ? draw(&state) : 0;
        for (guint j = 1; row != NULL && j < row->len; j++) {
            const struct entry *entry = &g_array_index(row, struct entry, j);
            value = subtract(value, multiply(entry->value, elimination->solution[entry->column]));
        }
        elimination->solution[i - 1] = attack_is_unknown(attack, i - 1) ? value : 0;
    }
    for (guint i = elimination->aside->len; i > 0; i -= 2) {
        const struct equation *equation = equation_at(elimination, g_array_index(elimination->aside, guint, i - 2));
        const guint number = g_array_index(elimination->aside, guint, i - 1);
        guint64 sum = 0, own = 1;
        for (guint j = 0; j < equation->n_terms; j++) {
            const struct attack_term *term = &attack_terms(attack, equation)[j];
            if (term->number == number)
                own = residue(term->coefficient);
            else
                sum = subtract(sum, multiply(residue(term->coefficient), elimination->solution[term->number]));
        }
        elimination->solution[number] = multiply(sum, invert(own));
    }
}

static void clear(struct elimination *elimination)
{
    for (guint i = 0; i < elimination->attack->ranges->len; i++)
        if (elimination->rows[i] != NULL)
            g_array_unref(elimination->rows[i]);
    void *const arrays[] = {elimination->first_use, elimination->uses, elimination->degree,   elimination->is_aside,
                            elimination->rows,      elimination->sums, elimination->solution, elimination->touched};
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_free(arrays[i]);
    g_array_unref(elimination->aside);
}

bool *attack_eliminate(const struct attack *attack)
{
    const guint n = attack->ranges->len;
    struct elimination elimination = {
        .attack = attack,
        .is_aside = g_new0(bool, attack->equations->len + 1),
        .aside = g_array_new(FALSE, FALSE, sizeof(guint)),
        .rows = g_new0(GArray *, n + 1),
        .sums = g_new0(guint64, n + 1),
        .touched = g_new0(guint64, n / 64 + 1),
        .solution = g_new0(guint64, n + 1),
    };
    bool *is_determined = g_new0(bool, n + 1);
    index_uses(&elimination);
    set_all_aside(&elimination);
    reduce_all(&elimination);
    solve(&elimination);
    for (guint i = 0; i < n; i++)
        is_determined[i] = attack_is_unknown(attack, i) && elimination.solution[i] == 0;
    clear(&elimination);
    return is_determined;
}
