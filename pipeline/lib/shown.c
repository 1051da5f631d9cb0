#include "pipeline/lib/shown.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#define REPLACEMENT 0xFFFD

static bool turns_text(gunichar character)
{
    static const struct {
        gunichar first, last;
    } ranges[] = {{0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};
    for (guint i = 0; i < G_N_ELEMENTS(ranges); i++)
        if (character >= ranges[i].first && character <= ranges[i].last)
            return true;
    return false;
}

gunichar shown_character(gunichar character)
{
    return g_unichar_iscntrl(character) || turns_text(character) ? REPLACEMENT : character;
}

/* Control characters of ASCII become `blank`, but those in `kept`; with a `blank` of 0 they are replaced like others.
 */
static char *show(const char *text, const char *kept, char blank)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *shown = g_string_sized_new(strlen(valid));
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        const bool is_control = g_ascii_iscntrl(*at);
        if (is_control && strchr(kept, *at) != NULL)
            g_string_append_c(shown, *at);
        else if (is_control && blank != 0)
            g_string_append_c(shown, blank);
        else
            g_string_append_unichar(shown, shown_character(g_utf8_get_char(at)));
    }
    return g_string_free(shown, FALSE);
}

char *shown_text(const char *text)
{
    return show(text, "\n\t", 0);
}

char *shown_on_one_line(const char *text)
{
    return show(text, "", ' ');
}

void shown_print(FILE *stream, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *shown = shown_text(text);
    fputs(shown, stream);
}
