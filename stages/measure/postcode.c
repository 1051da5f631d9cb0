#include "stages/measure/postcode.h"

#include "pipeline/lib/space.h"

#include <glib.h>
#include <string.h>

#define INWARD 3      /* characters of the inward part */
#define FULL_LENGTH 5 /* of the shortest postcode without its space */

/* The text's characters in upper case without spaces; the count, or POSTCODE_SIZE when there are too many. */
static size_t squeeze(const char *text, char out[static POSTCODE_SIZE])
{
    size_t length = 0;
    while (*text != '\0') {
        const size_t space = space_at(text, strnlen(text, SPACE_LONGEST));
        text += space;
        if (space > 0)
            continue;
        if (length == POSTCODE_SIZE - 2)
            return POSTCODE_SIZE;
        out[length++] = g_ascii_toupper(*text++);
    }
    out[length] = '\0';
    return length;
}

bool postcode_normalise(const char *text, char postcode[static POSTCODE_SIZE])
{
    const size_t length = squeeze(text, postcode);
    if (length == 0 || length == POSTCODE_SIZE)
        return false;
    if (length < FULL_LENGTH)
        return true;
    memmove(postcode + length - INWARD + 1, postcode + length - INWARD, INWARD + 1);
    postcode[length - INWARD] = ' ';
    return true;
}

bool postcode_normalise_prefix(const char *text, char prefix[static POSTCODE_SIZE])
{
    size_t length = 0;
    bool is_after_space = false;
    while (*text != '\0') {
        const size_t space = space_at(text, strnlen(text, SPACE_LONGEST));
        text += space;
        if (space > 0) {
            is_after_space = length > 0;
            continue;
        }
        if (length + 3 > POSTCODE_SIZE)
            return false;
        if (is_after_space)
            prefix[length++] = ' ';
        is_after_space = false;
        prefix[length++] = g_ascii_toupper(*text++);
    }
    prefix[length] = '\0';
    return length > 0;
}

static bool are_of_one_kind(char a, char b)
{
    return (g_ascii_isdigit(a) && g_ascii_isdigit(b)) || (g_ascii_isalpha(a) && g_ascii_isalpha(b));
}

bool postcode_begins_with(const char *text, const char *prefix_text)
{
    char postcode[POSTCODE_SIZE], prefix[POSTCODE_SIZE];
    if (!postcode_normalise(text, postcode) || !postcode_normalise_prefix(prefix_text, prefix))
        return false;
    const size_t length = strlen(prefix);
    return strncmp(postcode, prefix, length) == 0 && !are_of_one_kind(postcode[length - 1], postcode[length]);
}
