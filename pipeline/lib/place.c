#include "pipeline/lib/place.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/shown.h"

#include <stdarg.h>
#include <string.h>

static const char *line_start(const char *text, const char *at)
{
    while (at > text && at[-1] != '\n')
        at--;
    return at;
}

static size_t line_number(const char *text, const char *start)
{
    size_t number = 1;
    for (; text < start; text++)
        number += *text == '\n' ? 1 : 0;
    return number;
}

/* A byte that begins a character of UTF-8. */
static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* Of a line this much is shown before a fault, and this much from there on, in bytes. */
#define SHOWN_BEFORE 300
#define SHOWN_BEHIND 300
#define CUT "…"

/* Where what is shown of the line begins. */
static const char *shown_start(const char *start, const char *at)
{
    if (at - start <= SHOWN_BEFORE)
        return start;
    for (start = at - SHOWN_BEFORE; !begins_character(*start);)
        start++;
    return start;
}

/* Where it ends: at the end of the line or before. */
static const char *shown_end(const char *at)
{
    const char *end = at + strcspn(at, "\r\n");
    if (end - at <= SHOWN_BEHIND)
        return end;
    for (end = at + SHOWN_BEHIND; end > at && !begins_character(*end);)
        end--;
    return end;
}

/* Spaces under the characters before `at`, tabs kept so that the caret stands below its character. */
static void append_caret(GString *out, const char *start, const char *at)
{
    for (; start < at; start++)
        if (begins_character(*start))
            g_string_append_c(out, *start == '\t' ? '\t' : ' ');
    g_string_append_c(out, '^');
}

/* The line as it may be shown, a tab of it kept. */
static void append_line(GString *out, const char *start, const char *end)
{
    g_autofree char *line = g_utf8_make_valid(start, end - start);
    for (const char *at = line; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        g_string_append_unichar(out, character == '\t' ? character : shown_character(character));
    }
}

/* The line and a caret below the fault; of a long line what is about it. */
static void append_place(GString *out, const char *start, const char *at)
{
    const char *from = shown_start(start, at), *end = shown_end(at);
    g_string_append(out, from > start ? CUT : "");
    append_line(out, from, end);
    g_string_append(out, *end == '\0' || *end == '\r' || *end == '\n' ? "\n" : CUT "\n");
    g_string_append(out, from > start ? " " : "");
    append_caret(out, from, at);
}

char *place_describe(const char *path, const char *text, size_t offset, const char *message)
{
    const char *at = text + MIN(offset, strlen(text));
    const char *start = line_start(text, at);
    size_t column = 1;
    for (const char *c = start; c < at; c++)
        column += begins_character(*c) ? 1 : 0;
    GString *out = g_string_new(NULL);
    g_string_printf(out, "%s:%" G_GSIZE_FORMAT ":%" G_GSIZE_FORMAT ": %s\n", path, line_number(text, start), column,
                    message);
    append_place(out, start, at);
    return g_string_free(out, FALSE);
}

bool place_fail(const char *path, const char *text, size_t offset, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *described = place_describe(path, text, offset, message);
    g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID, described);
    return false;
}
