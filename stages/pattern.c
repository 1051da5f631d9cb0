#include "stages/pattern.h"

#include <stdint.h>
#include <string.h>

#define MANY UINT32_MAX

/* Characters: a bit each for ASCII, one for all others. */
struct character_set {
    uint64_t bits[2];
    bool others;
};

struct item {
    struct character_set set;
    uint32_t at_least, at_most;
};

struct pattern {
    char *text;
    GArray *items;   /* struct item; NULL when GRegex matches */
    bool has_digits; /* \d, which is any script's digit: items know ASCII's only */
    GRegex *regex;
};

static void set_add(struct character_set *set, unsigned char c)
{
    set->bits[c / 64] |= (uint64_t)1 << (c % 64);
}

static void set_add_range(struct character_set *set, unsigned char first, unsigned char last)
{
    for (unsigned c = first; c <= last; c++)
        set_add(set, (unsigned char)c);
}

static bool set_has(const struct character_set *set, unsigned char c)
{
    return c < 128 ? (set->bits[c / 64] >> (c % 64) & 1) != 0 : set->others;
}

static void set_invert(struct character_set *set)
{
    set->bits[0] = ~set->bits[0];
    set->bits[1] = ~set->bits[1];
    set->others = !set->others;
}

static bool sets_meet(const struct character_set *a, const struct character_set *b)
{
    return (a->bits[0] & b->bits[0]) != 0 || (a->bits[1] & b->bits[1]) != 0 || (a->others && b->others);
}

/* Reads "\d", "\s" and escaped punctuation; false for the other escapes. */
static bool read_escape(const char **at, struct character_set *set)
{
    const char c = *++*at;
    if (c == 'd')
        set_add_range(set, '0', '9');
    else if (c == 's')
        set_add(set, ' '), set_add(set, '\t'), set_add(set, '\n'), set_add(set, '\r');
    else if (c != '\0' && strchr("\\|.?*+(){}[]-^$/,:#&@!\"'<>=~;%_ ", c) != NULL)
        set_add(set, (unsigned char)c);
    else
        return false;
    ++*at;
    return true;
}

static bool is_plain(char c)
{
    return c > ' ' && c < 127 && strchr("\\|.?*+(){}[]^$", c) == NULL;
}

/* One member of a class: an escape, a character or a range. */
static bool read_class_member(const char **at, struct character_set *set)
{
    if (**at == '\\')
        return read_escape(at, set);
    if (**at < ' ' || **at == '[' || **at == '^' || **at >= 127)
        return false;
    const unsigned char first = (unsigned char)*(*at)++;
    if (**at != '-' || (*at)[1] == ']') {
        set_add(set, first);
        return true;
    }
    const unsigned char last = (unsigned char)(*at)[1];
    if (last <= ' ' || last >= 127 || last == '\\' || last == '[' || last < first)
        return false;
    set_add_range(set, first, last);
    *at += 2;
    return true;
}

static bool read_class(const char **at, struct character_set *set)
{
    const bool is_inverted = *++*at == '^';
    *at += is_inverted;
    const char *first = *at;
    while (**at != ']' || *at == first)
        if (**at == '\0' || **at == ']' || !read_class_member(at, set))
            return false;
    ++*at;
    if (is_inverted)
        set_invert(set);
    return true;
}

static bool read_set(const char **at, struct character_set *set)
{
    if (**at == '[')
        return read_class(at, set);
    if (**at == '\\')
        return read_escape(at, set);
    if (**at == '.') {
        set_add(set, '\n'), set_add(set, '\r');
        set_invert(set);
    } else if (is_plain(**at) || **at == ' ') {
        set_add(set, (unsigned char)**at);
    } else {
        return false;
    }
    ++*at;
    return true;
}

static bool read_integer(const char **at, uint32_t *value)
{
    const char *first = *at;
    for (*value = 0; **at >= '0' && **at <= '9' && *at - first < 6; ++*at)
        *value = *value * 10 + (uint32_t)(**at - '0');
    return *at > first;
}

static bool read_braces(const char **at, struct item *item)
{
    ++*at;
    if (!read_integer(at, &item->at_least))
        return false;
    item->at_most = item->at_least;
    if (**at == ',') {
        ++*at;
        item->at_most = MANY;
        if (**at != '}' && !read_integer(at, &item->at_most))
            return false;
    }
    return *(*at)++ == '}' && item->at_least <= item->at_most;
}

static bool read_count(const char **at, struct item *item)
{
    static const struct {
        char sign;
        uint32_t at_least, at_most;
    } signs[] = {{'?', 0, 1}, {'*', 0, MANY}, {'+', 1, MANY}};
    item->at_least = item->at_most = 1;
    if (**at == '{') {
        if (!read_braces(at, item))
            return false;
    } else {
        for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
            if (**at == signs[i].sign) {
                item->at_least = signs[i].at_least;
                item->at_most = signs[i].at_most;
                ++*at;
                break;
            }
    }
    return strchr("?*+{", **at) == NULL || **at == '\0';
}

/* Taking as many as there are is right when nothing that may follow could have taken them. */
static bool is_decided_greedily(const GArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        const struct item *item = &g_array_index(items, struct item, i);
        if (item->at_least == item->at_most)
            continue;
        for (guint j = i + 1; j < items->len; j++) {
            const struct item *next = &g_array_index(items, struct item, j);
            if (sets_meet(&item->set, &next->set))
                return false;
            if (next->at_least > 0)
                break;
        }
    }
    return true;
}

/* The pattern as a row of items; NULL when it is more than that. */
static GArray *compile_items(const char *text)
{
    GArray *items = g_array_new(FALSE, TRUE, sizeof(struct item));
    const char *at = *text == '^' ? text + 1 : text;
    bool is_simple = true;
    while (is_simple && *at != '\0' && strcmp(at, "$") != 0) {
        struct item item = {.at_least = 1};
        is_simple = read_set(&at, &item.set) && read_count(&at, &item);
        g_array_append_val(items, item);
    }
    if (is_simple && is_decided_greedily(items))
        return items;
    g_array_unref(items);
    return NULL;
}

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
    pattern->items = compile_items(text);
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

static const char *next_character(const char *at, const char *end)
{
    for (at++; at < end && ((unsigned char)*at & 0xc0) == 0x80;)
        at++;
    return at;
}

static bool items_match(const GArray *items, const char *at, const char *end)
{
    for (guint i = 0; i < items->len; i++) {
        const struct item *item = &g_array_index(items, struct item, i);
        uint32_t n = 0;
        for (; n < item->at_most && at < end && set_has(&item->set, (unsigned char)*at); n++)
            at = next_character(at, end);
        if (n < item->at_least)
            return false;
    }
    return at == end;
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
        return items_match(pattern->items, text, text + length);
    return g_regex_match_full(pattern->regex, text, (gssize)length, 0, G_REGEX_MATCH_DEFAULT, NULL, NULL);
}
