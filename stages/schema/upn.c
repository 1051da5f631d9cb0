/* Unique pupil numbers (GovTalk Data Standards Catalogue 2.0): 13 characters, the first a check letter over the other
 * twelve. */
#include "stages/schema/cell.h"

#include "pipeline/lib/space.h"

#include <string.h>

#define UPN_LENGTH 13

static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ"; /* 23, without I, O, S */

/* Of 'A' on. */
static const signed char letter_values[] = {0,  1,  2,  3,  4,  5,  6,  7,  -1, 8,  9,  10, 11,
                                            12, -1, 13, 14, 15, -1, 16, 17, 18, 19, 20, 21, 22};

static int letter_value(char c)
{
    return c >= 'A' && c <= 'Z' ? letter_values[c - 'A'] : -1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Positions count from 1; only the last of the twelve may be a letter (a temporary number). */
static uint32_t check_letter(const char *upn)
{
    int sum = 0;
    bool has_shape = true;
    for (int position = 2; position < UPN_LENGTH; position++) {
        has_shape = has_shape && is_digit(upn[position - 1]);
        sum += position * (upn[position - 1] - '0');
    }
    const char last = upn[UPN_LENGTH - 1];
    const int value = is_digit(last) ? last - '0' : letter_value(last);
    if (!has_shape || value < 0 || letter_value(upn[0]) < 0)
        return CELL_UPN_SHAPE;
    return letters[(sum + UPN_LENGTH * value) % 23] == upn[0] ? 0 : CELL_UPN_LETTER;
}

/* Upper case and no space: the common case. */
static bool is_as_written(const char *text, uint32_t length, uint32_t *bits)
{
    if (length == UPN_LENGTH)
        *bits = check_letter(text);
    return length == UPN_LENGTH && *bits != CELL_UPN_SHAPE;
}

uint32_t upn_check(const char *text, uint32_t length, char *buffer, uint32_t *squeezed)
{
    uint32_t as_written = 0;
    if (is_as_written(text, length, &as_written)) {
        memcpy(buffer, text, UPN_LENGTH);
        *squeezed = UPN_LENGTH;
        return as_written;
    }
    uint32_t n = 0;
    uint32_t bits = 0;
    for (uint32_t i = 0; i < length; i++) {
        const size_t space = space_at(text + i, length - i);
        if (space > 0) {
            bits = CELL_UPN_CASE;
            i += (uint32_t)space - 1;
            continue;
        }
        if (n == UPN_LENGTH)
            return CELL_UPN_SHAPE;
        const bool is_lower = text[i] >= 'a' && text[i] <= 'z';
        bits |= is_lower ? CELL_UPN_CASE : 0;
        buffer[n++] = (char)(is_lower ? text[i] - ('a' - 'A') : text[i]);
    }
    if (n != UPN_LENGTH)
        return CELL_UPN_SHAPE;
    *squeezed = n;
    return bits | check_letter(buffer);
}
