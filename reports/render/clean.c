#include "reports/render/clean.h"

bool clean_is_no_character(gunichar character)
{
    const bool is_control = character < ' ' && character != '\t' && character != '\n';
    return is_control || character == 127 || (character & 0xFFFE) == 0xFFFE ||
           (character >= 0xFDD0 && character <= 0xFDEF);
}

char *clean_text(const char *text)
{
    GString *clean = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        if (character != '\r')
            g_string_append_unichar(clean, clean_is_no_character(character) ? 0xFFFD : character);
    }
    return g_string_free(clean, FALSE);
}
