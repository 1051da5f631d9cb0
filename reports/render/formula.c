#include "reports/render/formula.h"

#include <stdbool.h>
#include <string.h>

struct formula_place {
    char *sheet;
    uint32_t first_row;
};

static void free_place(void *data)
{
    struct formula_place *place = data;
    g_free(place->sheet);
    g_free(place);
}

GHashTable *formula_places_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_place);
}

void formula_places_add(GHashTable *places, const char *id, const char *sheet, uint32_t first_row)
{
    struct formula_place *place = g_new(struct formula_place, 1);
    *place = (struct formula_place){g_strdup(sheet), first_row};
    g_hash_table_replace(places, g_strdup(id), place);
}

/* Column 0 is A, 25 Z, 26 AA. */
static void append_cell(GString *out, guint64 column, guint64 row)
{
    char letters[16];
    size_t at = sizeof letters;
    letters[--at] = '\0';
    for (guint64 rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    g_string_append_printf(out, "$%s$%" G_GUINT64_FORMAT, letters + at, row + 1);
}

/* `reference` is what stands between the braces. */
static bool append_reference(GString *out, const char *reference, GHashTable *places)
{
    g_auto(GStrv) parts = g_strsplit(reference, ":", -1);
    const guint n = g_strv_length(parts);
    g_assert(n == 3 || n == 4);
    const struct formula_place *place = g_hash_table_lookup(places, parts[0]);
    if (place == NULL)
        return false;
    const guint64 row = g_ascii_strtoull(parts[1], NULL, 10), column = g_ascii_strtoull(parts[2], NULL, 10);
    g_string_append_printf(out, "'%s'!", place->sheet);
    append_cell(out, column, place->first_row + row);
    if (n == 4) {
        g_string_append_c(out, ':');
        append_cell(out, column, place->first_row + g_ascii_strtoull(parts[3], NULL, 10));
    }
    return true;
}

char *formula_resolve(const char *formula, GHashTable *places)
{
    if (formula == NULL)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = formula; *at != '\0';) {
        const size_t plain = strcspn(at, "{");
        g_string_append_len(out, at, (gssize)plain);
        at += plain;
        if (*at == '\0')
            break;
        const char *end = strchr(at, '}');
        g_assert(end != NULL);
        g_autofree char *reference = g_strndup(at + 1, (gsize)(end - at - 1));
        if (!append_reference(out, reference, places))
            return NULL;
        at = end + 1;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
