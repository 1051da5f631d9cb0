#include "reports/render/finish.h"

#include <string.h>

#define NOWHERE ((size_t)-1)

/* A walk over the operators of a content stream. */
struct walk {
    const char *content;
    size_t length, at;
    size_t operands; /* where the operands of the operator being read begin; NOWHERE: none yet */
    size_t path;     /* where the path being built begins */
    int depth;       /* of marked content */
    size_t copied;   /* what has gone to `marked` */
    GString *marked;
};

enum operator_kind {
    OPERATOR_OTHER,
    OPERATOR_PATH,
    OPERATOR_PAINT_PATH,
    OPERATOR_END_PATH,
    OPERATOR_PAINT,
    OPERATOR_BEGIN,
    OPERATOR_END
};

static const struct {
    const char *name;
    enum operator_kind kind;
} OPERATORS[] = {
    {"m", OPERATOR_PATH},        {"l", OPERATOR_PATH},       {"c", OPERATOR_PATH},        {"v", OPERATOR_PATH},
    {"y", OPERATOR_PATH},        {"h", OPERATOR_PATH},       {"re", OPERATOR_PATH},       {"n", OPERATOR_END_PATH},
    {"f", OPERATOR_PAINT_PATH},  {"F", OPERATOR_PAINT_PATH}, {"f*", OPERATOR_PAINT_PATH}, {"S", OPERATOR_PAINT_PATH},
    {"s", OPERATOR_PAINT_PATH},  {"B", OPERATOR_PAINT_PATH}, {"B*", OPERATOR_PAINT_PATH}, {"b", OPERATOR_PAINT_PATH},
    {"b*", OPERATOR_PAINT_PATH}, {"Tj", OPERATOR_PAINT},     {"TJ", OPERATOR_PAINT},      {"'", OPERATOR_PAINT},
    {"\"", OPERATOR_PAINT},      {"Do", OPERATOR_PAINT},     {"sh", OPERATOR_PAINT},      {"BMC", OPERATOR_BEGIN},
    {"BDC", OPERATOR_BEGIN},     {"EMC", OPERATOR_END},
};

static enum operator_kind find_operator(const char *name, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(OPERATORS); i++)
        if (strlen(OPERATORS[i].name) == length && memcmp(OPERATORS[i].name, name, length) == 0)
            return OPERATORS[i].kind;
    return OPERATOR_OTHER;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static bool ends_word(char c)
{
    return is_space(c) || is_delimiter(c);
}

static size_t string_end(const struct walk *walk)
{
    int depth = 0;
    for (size_t i = walk->at; i < walk->length; i++) {
        const char c = walk->content[i];
        if (c == '\\')
            i++;
        else if (c == '(')
            depth++;
        else if (c == ')' && --depth == 0)
            return i + 1;
    }
    return walk->length;
}

static size_t until(const struct walk *walk, const char *stops)
{
    size_t i = walk->at + 1;
    while (i < walk->length && strchr(stops, walk->content[i]) == NULL)
        i++;
    return MIN(i + 1, walk->length);
}

static size_t word_end(const struct walk *walk)
{
    size_t i = walk->at + 1;
    while (i < walk->length && !ends_word(walk->content[i]))
        i++;
    return i;
}

/* A dictionary's brackets are single tokens here: only where operands begin and operators stand matters. */
static size_t token_end(const struct walk *walk)
{
    const char c = walk->content[walk->at];
    const bool is_dictionary = c == '<' && walk->at + 1 < walk->length && walk->content[walk->at + 1] == '<';
    if (c == '(')
        return string_end(walk);
    if (c == '<' && !is_dictionary)
        return until(walk, ">");
    if (c == '%')
        return until(walk, "\r\n");
    if (is_dictionary)
        return walk->at + 2;
    return c == '/' || !is_delimiter(c) ? word_end(walk) : walk->at + 1;
}

static bool is_operator(char first)
{
    return g_ascii_isalpha(first) || first == '\'' || first == '"';
}

static void wrap(struct walk *walk, size_t from, size_t to)
{
    if (walk->depth > 0)
        return;
    g_string_append_len(walk->marked, walk->content + walk->copied, (gssize)(from - walk->copied));
    g_string_append(walk->marked, "/Artifact BMC\n");
    g_string_append_len(walk->marked, walk->content + from, (gssize)(to - from));
    g_string_append(walk->marked, "\nEMC\n");
    walk->copied = to;
}

static void take_operator(struct walk *walk, size_t end)
{
    const size_t start = walk->operands == NOWHERE ? walk->at : walk->operands;
    const enum operator_kind kind = find_operator(walk->content + walk->at, end - walk->at);
    if (kind == OPERATOR_PATH && walk->path == NOWHERE)
        walk->path = start;
    if (kind == OPERATOR_PAINT_PATH)
        wrap(walk, walk->path == NOWHERE ? start : walk->path, end);
    if (kind == OPERATOR_PAINT)
        wrap(walk, start, end);
    if (kind == OPERATOR_PAINT_PATH || kind == OPERATOR_END_PATH)
        walk->path = NOWHERE;
    walk->depth += (kind == OPERATOR_BEGIN) - (kind == OPERATOR_END);
    walk->operands = NOWHERE;
}

static void take_token(struct walk *walk)
{
    const size_t end = token_end(walk);
    const char first = walk->content[walk->at];
    if (is_operator(first))
        take_operator(walk, end);
    else if (first != '%' && walk->operands == NOWHERE)
        walk->operands = walk->at;
    walk->at = end;
}

GString *content_mark_artifacts(const char *content, size_t length)
{
    struct walk walk = {content, length, 0, NOWHERE, NOWHERE, 0, 0, g_string_sized_new(length * 5 / 4)};
    while (walk.at < length) {
        if (is_space(content[walk.at]))
            walk.at++;
        else
            take_token(&walk);
    }
    g_string_append_len(walk.marked, content + walk.copied, (gssize)(length - walk.copied));
    return walk.marked;
}
