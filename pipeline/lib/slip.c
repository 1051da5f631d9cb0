#include "pipeline/lib/slip.h"

#include <stdbool.h>
#include <string.h>

#define SLIP 2 /* so many letters a slip may be away from the name that was meant; of a short name one */
#define SHORT_NAME 5
#define LONGEST_NAME 40

static guint least(guint a, guint b, guint c)
{
    return MIN(MIN(a, b), c);
}

/* Letters to put in, take out or exchange to make `name` of `known`, case ignored; more than SLIP for names too long.
 */
static guint distance(const char *name, const char *known)
{
    const size_t length = strlen(known);
    guint row[LONGEST_NAME + 1];
    if (length > LONGEST_NAME || strlen(name) > length + SLIP)
        return SLIP + 1;
    for (guint i = 0; i <= length; i++)
        row[i] = i;
    for (guint i = 0; name[i] != '\0'; i++) {
        guint diagonal = row[0];
        row[0] = i + 1;
        for (guint j = 1; j <= length; j++) {
            const guint change = diagonal + (g_ascii_tolower(name[i]) != g_ascii_tolower(known[j - 1]));
            diagonal = row[j];
            row[j] = least(row[j] + 1, row[j - 1] + 1, change);
        }
    }
    return row[length];
}

/* "titel" for "title": two letters that stand side by side have changed places. */
static bool is_exchange(const char *name, const char *known)
{
    size_t at = 0;
    while (name[at] != '\0' && name[at] == known[at])
        at++;
    return name[at] != '\0' && known[at] != '\0' && name[at] == known[at + 1] && name[at + 1] == known[at] &&
           strcmp(name + at + 2, known + at + 2) == 0;
}

struct slip slip_begin(const char *name)
{
    return (struct slip){.name = name, .distance = SLIP + 1};
}

void slip_consider(struct slip *slip, const char *known)
{
    const guint found = is_exchange(slip->name, known) ? 1 : distance(slip->name, known);
    if (found >= slip->distance || (found == SLIP && strlen(known) <= SHORT_NAME))
        return;
    slip->nearest = known;
    slip->distance = found;
}

char *slip_hint(const struct slip *slip)
{
    return slip->nearest == NULL ? g_strdup("") : g_strdup_printf(": is \"%s\" meant?", slip->nearest);
}
