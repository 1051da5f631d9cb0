#include "stages/schema/listed.h"

#include "pipeline/lib/space.h"

#include <glib.h>
#include <string.h>

struct stretch {
    const char *begin, *end;
};

static struct stretch trimmed(const char *begin, const char *end)
{
    size_t length = (size_t)(end - begin);
    space_trim(&begin, &length);
    return (struct stretch){begin, begin + length};
}

static bool is_ascii(struct stretch word)
{
    for (const char *at = word.begin; at < word.end; at++)
        if ((*at & 0x80) != 0)
            return false;
    return true;
}

static bool fold_alike(struct stretch a, struct stretch b)
{
    g_autofree char *folded_a = g_utf8_casefold(a.begin, a.end - a.begin);
    g_autofree char *folded_b = g_utf8_casefold(b.begin, b.end - b.begin);
    return strcmp(folded_a, folded_b) == 0;
}

/* Answers are compared by the million, and nearly all are ASCII. */
static bool are_alike(struct stretch a, struct stretch b)
{
    const gsize length = (gsize)(a.end - a.begin);
    if (length == (gsize)(b.end - b.begin) && g_ascii_strncasecmp(a.begin, b.begin, length) == 0)
        return true;
    return !(is_ascii(a) && is_ascii(b)) && fold_alike(a, b);
}

bool listed_has(const char *list, const char *word)
{
    if (!g_utf8_validate(list, -1, NULL) || !g_utf8_validate(word, -1, NULL))
        return false;
    const struct stretch wanted = trimmed(word, word + strlen(word));
    for (const char *at = list; wanted.begin < wanted.end;) {
        const char *end = at + strcspn(at, ";");
        if (are_alike(trimmed(at, end), wanted))
            return true;
        if (*end == '\0')
            break;
        at = end + 1;
    }
    return false;
}
