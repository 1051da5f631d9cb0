#include "stages/schema/header.h"

#include "pipeline/lib/space.h"

#include <string.h>

/* Bytes of what does not matter in a header; 0: it does. */
static size_t passed_over(const char *text, size_t length)
{
    return *text == '-' || *text == '_' ? 1 : space_at(text, length);
}

/* Letters beyond ASCII are folded as well, where the text is valid. */
static char *fold(const char *text, gssize length)
{
    g_autofree char *lower = g_utf8_validate(text, length, NULL) ? g_utf8_strdown(text, length) : NULL;
    const char *at = lower == NULL ? text : lower;
    const size_t n = lower == NULL ? (length < 0 ? strlen(text) : (size_t)length) : strlen(lower);
    char *folded = g_malloc(n + 1), *out = folded;
    for (size_t i = 0; i < n;) {
        const size_t space = passed_over(at + i, n - i);
        if (space == 0)
            *out++ = at[i];
        i += MAX(space, 1);
    }
    *out = '\0';
    return folded;
}

char *header_label(const struct csv_cell *cell)
{
    return space_trimmed(cell->text, cell->length);
}

static bool folds_to(const char *name, const char *folded)
{
    g_autofree char *own = fold(name, -1);
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
    g_autofree char *folded = fold(name, -1);
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

/* Columns of our lists of rejects: no other field's, though folding makes "line" of "_line". */
static bool is_of_rejects(const char *label)
{
    return g_ascii_strcasecmp(label, "_line") == 0 || g_ascii_strcasecmp(label, "_reasons") == 0;
}

int header_find_field(const struct schema *schema, const char *label, bool *is_alias)
{
    *is_alias = false;
    if (!schema->folds_headers)
        return schema_find_field(schema, label);
    if (is_of_rejects(label))
        return NO_FIELD;
    g_autofree char *folded = fold(label, -1);
    for (guint i = 0; i < schema->n_fields; i++)
        if (folds_to(schema->fields[i].name, folded))
            return (int)i;
    *is_alias = true;
    for (guint i = 0; i < schema->n_fields; i++)
        if (is_alias_of(&schema->fields[i], folded))
            return (int)i;
    return NO_FIELD;
}

bool header_is_title(const struct field *field, const char *label)
{
    g_autofree char *folded = fold(label, -1);
    return field->title != NULL && *folded != '\0' && folds_to(field->title, folded);
}

bool header_is_known(const struct schema *schema, const char *label)
{
    if (is_of_rejects(label))
        return true;
    g_autofree char *folded = fold(label, -1);
    for (char **known = schema->known; known != NULL && *known != NULL; known++) {
        g_autofree char *pattern = fold(*known, -1);
        if (g_pattern_match_simple(pattern, folded))
            return true;
    }
    return false;
}
