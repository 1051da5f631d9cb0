/* Patterns that are runs of characters, classes and counts, matched by hand: "[0-9]{10}", "P[A-Z]+-\d{2,4}". */
#include "stages/schema/pattern_private.h"

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

GArray *pattern_items_new(const char *text)
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

static const char *next_character(const char *at, const char *end)
{
    for (at++; at < end && ((unsigned char)*at & 0xc0) == 0x80;)
        at++;
    return at;
}

bool pattern_items_match(const GArray *items, const char *at, const char *end)
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
