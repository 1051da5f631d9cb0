#include "stages/measure/sql_text.h"

#include <string.h>

static const char *skip_space(const char *text)
{
    for (;;) {
        text += strspn(text, " \t\r\n\f");
        if (g_str_has_prefix(text, "--"))
            text += strcspn(text, "\n");
        else if (g_str_has_prefix(text, "/*")) {
            const char *close = strstr(text + 2, "*/");
            text = close == NULL ? text + strlen(text) : close + 2;
        } else
            return text;
    }
}

static bool is_of_word(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '$' || (c & 0x80) != 0;
}

/* From a quote to the same one; a quote that stands twice is inside. */
static struct sql_token quoted(const char *start, const char **at)
{
    const char close = *start == '[' ? ']' : *start;
    const char *end = start + 1;
    while (*end != '\0' && (*end != close || (close != ']' && end[1] == close)))
        end += *end == close ? 2 : 1;
    *at = *end == '\0' ? end : end + 1;
    return (struct sql_token){*start == '\'' ? SQL_TEXT : SQL_QUOTED, start, start + 1, (size_t)(end - start - 1)};
}

struct sql_token sql_token_next(const char **at)
{
    const char *start = skip_space(*at), *end = start;
    *at = start;
    if (*start == '\0')
        return (struct sql_token){SQL_END, start, start, 0};
    if (strchr("'\"`[", *start) != NULL)
        return quoted(start, at);
    while (is_of_word(*end) && *start != '$') /* which begins a parameter */
        end++;
    const bool is_word = end > start;
    *at = is_word ? end : start + 1;
    return (struct sql_token){is_word ? SQL_NAME : SQL_SIGN, start, start, (size_t)(*at - start)};
}

static bool is(const struct sql_token *token, const char *text)
{
    return token->length == strlen(text) && g_ascii_strncasecmp(token->inside, text, token->length) == 0;
}

static bool is_sign(const struct sql_token *token, const char *sign)
{
    return token->kind == SQL_SIGN && is(token, sign);
}

static bool is_name(const struct sql_token *token)
{
    return token->kind == SQL_NAME || token->kind == SQL_QUOTED || token->kind == SQL_TEXT;
}

static char *name_of(const struct sql_token *token)
{
    return g_strndup(token->inside, token->length);
}

/* From behind an opening bracket to behind the one that closes it. */
static const char *skip_brackets(const char *at)
{
    for (int depth = 1; depth > 0;) {
        const struct sql_token token = sql_token_next(&at);
        if (token.kind == SQL_END)
            break;
        depth += is_sign(&token, "(") - is_sign(&token, ")");
    }
    return at;
}

/* A name goes before: whether "(columns) as [not] materialized (" follows, as of a common table expression. */
static bool is_expression_named(const char *at)
{
    struct sql_token token = sql_token_next(&at);
    if (is_sign(&token, "(")) {
        at = skip_brackets(at);
        token = sql_token_next(&at);
    }
    if (token.kind != SQL_NAME || !is(&token, "as"))
        return false;
    token = sql_token_next(&at);
    if (token.kind == SQL_NAME && is(&token, "not"))
        token = sql_token_next(&at);
    if (token.kind == SQL_NAME && is(&token, "materialized"))
        token = sql_token_next(&at);
    return is_sign(&token, "(");
}

/* Inside its brackets SQLite takes it for the view, and lets it read what the view may read. */
static struct sql_slip find_shadow(const struct sql_token *token, const char *at, const struct db *db)
{
    const struct sql_slip slip = {"the warehouse has a table or view of that name: give this another", token->at};
    if (!is_name(token) || !is_expression_named(at))
        return (struct sql_slip){0};
    g_autofree char *name = name_of(token);
    return db_guards_view(db, name) || db_guards_table(db, name) ? slip : (struct sql_slip){0};
}

/* main.<table> holds what is superseded as well. */
static struct sql_slip find_main(const struct sql_token *token, const char *at, const struct db *db)
{
    const struct sql_slip slip = {"main holds superseded rows as well: read current_<extract>, without main",
                                  token->at};
    if (!is_name(token) || !is(token, "main"))
        return (struct sql_slip){0};
    const struct sql_token dot = sql_token_next(&at), table = sql_token_next(&at);
    g_autofree char *name = name_of(&table);
    return is_sign(&dot, ".") && is_name(&table) && db_guards_table(db, name) ? slip : (struct sql_slip){0};
}

/* The number of a call's arguments, from behind its opening bracket; *today is a text that asks for today, or NULL. */
static int read_arguments(const char *at, const char **today)
{
    int n = 0;
    *today = NULL;
    for (int depth = 1; depth > 0;) {
        const struct sql_token token = sql_token_next(&at);
        depth += is_sign(&token, "(") - is_sign(&token, ")");
        if (token.kind == SQL_END || depth == 0)
            break;
        n = MAX(n, 1) + (depth == 1 && is_sign(&token, ","));
        g_autofree char *text = name_of(&token);
        if (token.kind == SQL_TEXT && *today == NULL && db_is_of_today(text))
            *today = token.at;
    }
    return n;
}

static struct sql_slip find_today(const struct sql_token *token, const char *at, const struct db *db)
{
    (void)db;
    static const char fault[] =
        "this is another day on another day, or in another place: the dates of a run are in the table context";
    int first_date;
    g_autofree char *name = name_of(token);
    const struct sql_token open = sql_token_next(&at);
    if (token->kind != SQL_NAME || !is_sign(&open, "(") || !db_is_date_function(name, &first_date))
        return (struct sql_slip){0};
    const char *today;
    const bool has_date = read_arguments(at, &today) > first_date;
    if (today == NULL && has_date)
        return (struct sql_slip){0};
    return (struct sql_slip){fault, today == NULL ? token->at : today};
}

struct sql_slip sql_text_find_slip(const char *text, const struct db *db)
{
    static struct sql_slip (*const finders[])(const struct sql_token *, const char *,
                                              const struct db *) = {find_shadow, find_main, find_today};
    struct sql_slip slip = {0};
    const char *at = text;
    for (struct sql_token token = sql_token_next(&at); token.kind != SQL_END; token = sql_token_next(&at))
        for (guint i = 0; i < G_N_ELEMENTS(finders) && slip.fault == NULL; i++)
            slip = finders[i](&token, at, db);
    return slip;
}
