#include "stages/schema/pattern_private.h"

#include <glib.h>
#include <string.h>

struct pattern {
    char *text;
    GArray *items;   /* pattern_items_new; NULL when GRegex matches */
    bool has_digits; /* \d, which is any script's digit: items know ASCII's only */
    GRegex *regex;
};

/* XML Schema's escapes that PCRE does not know, or has more in; inside a class without the brackets. */
static const char *escaped_characters(char letter)
{
    static const struct {
        char letter;
        const char *characters;
    } escapes[] = {{'i', "\\p{L}_:"}, {'c', "\\p{L}\\p{N}\\p{M}._:\\-"}, {'s', " \\t\\n\\r"}};
    for (guint i = 0; i < G_N_ELEMENTS(escapes); i++)
        if (escapes[i].letter == letter)
            return escapes[i].characters;
    return NULL;
}

static void translate_escape(GString *out, const char **at, bool is_in_class)
{
    const char letter = (*at)[1];
    const char *characters = escaped_characters(g_ascii_tolower(letter));
    if (characters == NULL || (is_in_class && g_ascii_isupper(letter))) {
        g_string_append_len(out, *at, letter == '\0' ? 1 : 2);
    } else if (is_in_class) {
        g_string_append(out, characters);
    } else {
        g_string_append_printf(out, "[%s%s]", g_ascii_isupper(letter) ? "^" : "", characters);
    }
    *at += letter == '\0' ? 1 : 2;
}

/* A class, with what is subtracted from it as a look-ahead: "[a-z-[aeiou]]" becomes "(?:(?![aeiou])[a-z])". */
static void translate_class(GString *out, const char **at)
{
    g_autoptr(GString) members = g_string_new("[");
    g_autoptr(GString) subtracted = g_string_new(NULL);
    ++*at;
    if (**at == '^')
        g_string_append_c(members, *(*at)++);
    const char *first = *at;
    while (**at != '\0' && (**at != ']' || *at == first)) {
        if (**at == '-' && (*at)[1] == '[') {
            ++*at;
            translate_class(subtracted, at);
        } else if (**at == '\\') {
            translate_escape(members, at, true);
        } else {
            if (**at == '[')
                g_string_append_c(members, '\\');
            g_string_append_c(members, *(*at)++);
        }
    }
    if (**at == ']')
        g_string_append_c(members, *(*at)++);
    if (subtracted->len > 0)
        g_string_append_printf(out, "(?:(?!%s)%s)", subtracted->str, members->str);
    else
        g_string_append(out, members->str);
}

static char *translate(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at != '\0';) {
        if (*at == '\\')
            translate_escape(out, &at, false);
        else if (*at == '[')
            translate_class(out, &at);
        else if (*at == '.')
            at++, g_string_append(out, "[^\\n\\r]");
        else
            g_string_append_c(out, *at++);
    }
    return g_string_free(out, FALSE);
}

struct pattern *pattern_new(const char *text, char **message)
{
    g_autoptr(GError) cause = NULL;
    g_autofree char *translated = translate(text);
    g_autofree char *whole = g_strdup_printf("\\A(?:%s)\\z", translated);
    /* GRegex also judges the patterns that are matched by hand, alone first: "a)(b" must not slip through our brackets.
     */
    g_autoptr(GRegex) alone = g_regex_new(translated, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, &cause);
    GRegex *regex = alone == NULL
                        ? NULL
                        : g_regex_new(whole, G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY, G_REGEX_MATCH_DEFAULT, &cause);
    if (regex == NULL) {
        *message = g_strdup(cause->message);
        return NULL;
    }
    struct pattern *pattern = g_new0(struct pattern, 1);
    pattern->text = g_strdup(text);
    pattern->items = pattern_items_new(text);
    pattern->has_digits = strstr(text, "\\d") != NULL;
    pattern->regex = regex;
    return pattern;
}

void pattern_free(struct pattern *pattern)
{
    if (pattern == NULL)
        return;
    g_free(pattern->text);
    if (pattern->items != NULL)
        g_array_unref(pattern->items);
    g_regex_unref(pattern->regex);
    g_free(pattern);
}

const char *pattern_text(const struct pattern *pattern)
{
    return pattern->text;
}

static bool holds_other_than_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 128)
            return true;
    return false;
}

bool pattern_matches(const struct pattern *pattern, const char *text, size_t length)
{
    if (pattern->items != NULL && !(pattern->has_digits && holds_other_than_ascii(text, length)))
        return pattern_items_match(pattern->items, text, text + length);
    return g_regex_match_full(pattern->regex, text, (gssize)length, 0, G_REGEX_MATCH_DEFAULT, NULL, NULL);
}
