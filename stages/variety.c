#include "stages/variety.h"

void variety_add(struct variety *variety, int64_t number)
{
    for (guint i = 0; i < variety->n; i++)
        if (variety->numbers[i] == number)
            return;
    if (number != 0 && variety->n < VARIETY_ENOUGH)
        variety->numbers[variety->n++] = number;
}

bool variety_is_enough(const struct variety *variety)
{
    return variety->n == VARIETY_ENOUGH;
}
