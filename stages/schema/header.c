#include "stages/schema/header.h"

#include <string.h>

static bool is_passed_over(char c)
{
    return c == ' ' || c == '-' || c == '_' || (c >= '\t' && c <= '\r');
}

/* Letters beyond ASCII are folded as well, where the text is valid. */
char *header_fold(const char *text, gssize length)
{
    g_autofree char *lower = g_utf8_validate(text, length, NULL) ? g_utf8_strdown(text, length) : NULL;
    const char *at = lower == NULL ? text : lower;
    const size_t n = lower == NULL ? (length < 0 ? strlen(text) : (size_t)length) : strlen(lower);
    char *folded = g_malloc(n + 1), *out = folded;
    for (size_t i = 0; i < n; i++)
        if (!is_passed_over(at[i]) && !(i + 1 < n && memcmp(at + i, "\xc2\xa0", 2) == 0))
            *out++ = at[i];
        else if (at[i] == '\xc2')
            i++;
    *out = '\0';
    return folded;
}

char *header_label(const struct csv_cell *cell)
{
    return g_strstrip(g_strndup(cell->text, cell->length));
}

static bool folds_to(const char *name, const char *folded)
{
    g_autofree char *own = header_fold(name, -1);
    return strcmp(own, folded) == 0;
}

static bool is_alias_of(const struct field *field, const char *folded)
{
    for (char **alias = field->aliases; alias != NULL && *alias != NULL; alias++)
        if (folds_to(*alias, folded))
            return true;
    return false;
}

static bool goes_by(const struct field *field, const char *name)
{
    g_autofree char *folded = header_fold(name, -1);
    return folds_to(field->name, folded) || is_alias_of(field, folded);
}

bool header_fields_meet(const struct field *a, const struct field *b)
{
    if (goes_by(a, b->name))
        return true;
    for (char **alias = b->aliases; alias != NULL && *alias != NULL; alias++)
        if (goes_by(a, *alias))
            return true;
    return false;
}

int header_find_field(const struct schema *schema, const char *label, bool *is_alias)
{
    *is_alias = false;
    if (!schema->folds_headers)
        return schema_find_field(schema, label);
    g_autofree char *folded = header_fold(label, -1);
    for (guint i = 0; i < schema->n_fields; i++)
        if (folds_to(schema->fields[i].name, folded))
            return (int)i;
    *is_alias = true;
    for (guint i = 0; i < schema->n_fields; i++)
        if (is_alias_of(&schema->fields[i], folded))
            return (int)i;
    return NO_FIELD;
}

bool header_is_known(const struct schema *schema, const char *label)
{
    if (strcmp(label, "_line") == 0 || strcmp(label, "_reasons") == 0)
        return true;
    g_autofree char *folded = header_fold(label, -1);
    for (char **known = schema->known; known != NULL && *known != NULL; known++) {
        g_autofree char *pattern = header_fold(*known, -1);
        if (g_pattern_match_simple(pattern, folded))
            return true;
    }
    return false;
}
