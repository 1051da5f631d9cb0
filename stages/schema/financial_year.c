/* Financial years as people write them. */
#include "stages/schema/cell.h"

#include <glib.h>
#include <string.h>

static bool read_number(const char *text, uint32_t length, int *number)
{
    *number = 0;
    for (uint32_t i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

bool financial_year_read(const char *text, uint32_t length, char *buffer)
{
    int first, second;
    if (length < 6 || !read_number(text, 4, &first))
        return false;
    const uint32_t second_at = text[4] == '-' || text[4] == '/' ? 5 : 4, n = length - second_at;
    if ((n != 2 && n != 4) || !read_number(text + second_at, n, &second))
        return false;
    if (second != (n == 2 ? (first + 1) % 100 : first + 1))
        return false;
    memcpy(buffer, text, 4);
    buffer[4] = '-';
    memcpy(buffer + 5, text + length - 2, 2);
    return true;
}
