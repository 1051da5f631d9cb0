#include "stages/disclose/variety.h"

void variety_add(struct variety *variety, int64_t number)
{
    for (guint i = 0; i < variety->n; i++)
        if (variety->numbers[i] == number)
            return;
    if (number != 0 && variety->n < VARIETY_OF_LINES)
        variety->numbers[variety->n++] = number;
}
