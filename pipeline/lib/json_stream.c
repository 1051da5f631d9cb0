#include "pipeline/lib/json_stream.h"

#include <inttypes.h>

static void append_quoted(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_string_append_c(out, '"');
    for (const char *at = valid; *at != '\0'; at++) {
        const unsigned char c = (unsigned char)*at;
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", c);
        else if (c < ' ' || c == 127)
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static void begin_value(struct json_stream *stream, const char *name)
{
    if (stream->has_sibling)
        g_string_append_c(stream->text, ',');
    stream->has_sibling = true;
    if (name == NULL)
        return;
    append_quoted(stream->text, name);
    g_string_append_c(stream->text, ':');
}

void json_stream_open(struct json_stream *stream, const char *name, char bracket)
{
    begin_value(stream, name);
    g_string_append_c(stream->text, bracket);
    stream->has_sibling = false;
}

void json_stream_close(struct json_stream *stream, char bracket)
{
    g_string_append_c(stream->text, bracket);
    stream->has_sibling = true;
}

void json_stream_text(struct json_stream *stream, const char *name, const char *text)
{
    begin_value(stream, name);
    if (text == NULL)
        g_string_append(stream->text, "null");
    else
        append_quoted(stream->text, text);
}

void json_stream_number(struct json_stream *stream, const char *name, uint64_t number)
{
    begin_value(stream, name);
    g_string_append_printf(stream->text, "%" PRIu64, number);
}

void json_stream_truth(struct json_stream *stream, const char *name, bool is_true)
{
    begin_value(stream, name);
    g_string_append(stream->text, is_true ? "true" : "false");
}

void json_stream_elements(struct json_stream *stream, const char *elements)
{
    if (*elements == '\0')
        return;
    begin_value(stream, NULL);
    g_string_append(stream->text, elements);
}
