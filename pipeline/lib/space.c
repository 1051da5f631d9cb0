#include "pipeline/lib/space.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* White_Space of Unicode's PropList.txt beyond ASCII, as UTF-8. */
static const char *const wide[] = {
    "\xc2\x85", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
    "\u2007",   "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000",
};

static bool is_plain(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

size_t space_at(const char *text, size_t length)
{
    if (length == 0 || is_plain(*text))
        return length == 0 ? 0 : 1;
    for (guint i = 0; ((unsigned char)*text & 0x80) != 0 && i < G_N_ELEMENTS(wide); i++) {
        const size_t n = strlen(wide[i]);
        if (n <= length && memcmp(text, wide[i], n) == 0)
            return n;
    }
    return 0;
}

/* Bytes of the space that it ends with, likewise. */
static size_t before_end(const char *text, size_t length)
{
    const size_t longest = MIN(length, SPACE_LONGEST);
    for (size_t n = 1; n <= longest; n++)
        if (space_at(text + length - n, n) == n)
            return n;
    return 0;
}

void space_trim(const char **text, size_t *length)
{
    for (size_t n = space_at(*text, *length); n > 0; n = space_at(*text, *length))
        *text += n, *length -= n;
    for (size_t n = before_end(*text, *length); n > 0; n = before_end(*text, *length))
        *length -= n;
}

char *space_trimmed(const char *text, size_t length)
{
    space_trim(&text, &length);
    return g_strndup(text, length);
}
