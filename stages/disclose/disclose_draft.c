#include "stages/disclose/disclose_search.h"

static struct balance *find_balance(struct draft *draft, guint relation)
{
    for (guint i = 0; i < draft->n_open; i++)
        if (draft->open[i].relation == relation)
            return &draft->open[i];
    return NULL;
}

static const struct balance *balance_of(const struct draft *draft, guint relation)
{
    for (guint i = 0; i < draft->n_open; i++)
        if (draft->open[i].relation == relation)
            return &draft->open[i];
    return NULL;
}

bool draft_is_open(const struct draft *draft, guint relation)
{
    return balance_of(draft, relation) != NULL;
}

/* Adds 1 (weight > 0), or takes it, on the set. False when that gives 2 somewhere. */
static bool add_balance(struct balance *balance, gint64 weight, point_set set)
{
    point_set *same = weight > 0 ? &balance->more : &balance->less,
              *other = weight > 0 ? &balance->less : &balance->more;
    if ((*same & set) != 0)
        return false;
    const point_set closed = *other & set;
    *other &= ~closed;
    *same |= set & ~closed;
    return true;
}

static bool join_relation(struct draft *draft, guint relation, gint64 weight, point_set set)
{
    struct balance *balance = find_balance(draft, relation);
    if (balance == NULL) {
        balance = &draft->open[draft->n_open++];
        *balance = (struct balance){.relation = relation};
    }
    if (!add_balance(balance, weight, set))
        return false;
    if (balance->more == 0 && balance->less == 0)
        *balance = draft->open[--draft->n_open];
    return true;
}

bool draft_join(struct draft *draft, const struct model *model, struct member member)
{
    const struct series *series = model_series(model, member.series);
    const struct use *uses = model_uses(model, series);
    if (draft->move.n_members == MOST_MEMBERS || draft->n_open + series->n_uses > MOST_OPEN)
        return false;
    draft->move.members[draft->move.n_members++] = member;
    for (guint i = 0; i < series->n_uses; i++)
        if (!join_relation(draft, uses[i].relation, uses[i].weight * member.sign, member.set))
            return false;
    return true;
}

int draft_opens(const struct draft *draft, const struct model *model, struct member member)
{
    const struct series *series = model_series(model, member.series);
    const struct use *uses = model_uses(model, series);
    int n = 0;
    for (guint i = 0; i < series->n_uses; i++) {
        const struct balance *balance = balance_of(draft, uses[i].relation);
        const bool adds = uses[i].weight * member.sign > 0;
        n += balance == NULL;
        n -= balance != NULL && (adds ? balance->more : balance->less) == 0 &&
             (adds ? balance->less : balance->more) == member.set;
    }
    return n;
}

const struct balance *draft_pick(const struct draft *draft, const struct model *model)
{
    const struct balance *picked = &draft->open[0];
    for (guint i = 1; i < draft->n_open; i++)
        if (model_relation(model, draft->open[i].relation)->n_terms < model_relation(model, picked->relation)->n_terms)
            picked = &draft->open[i];
    return picked;
}

static guint64 mix(guint64 key, guint64 part)
{
    key = (key ^ part) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    return key ^ key >> 31;
}

guint64 draft_key(const struct draft *draft)
{
    guint64 sum = 0;
    for (guint i = 0; i < draft->n_open; i++) {
        const struct balance *open = &draft->open[i];
        const guint64 parts[] = {(guint64)open->more, (guint64)(open->more >> 64), (guint64)open->less,
                                 (guint64)(open->less >> 64)};
        guint64 key = open->relation;
        for (guint j = 0; j < G_N_ELEMENTS(parts); j++)
            key = mix(key, parts[j]);
        sum += key;
    }
    return sum;
}
