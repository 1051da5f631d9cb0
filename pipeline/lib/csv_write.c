/* Cells are each followed by a comma, and the end of the row takes the place of the last one: an empty first cell
 * leaves a mark that way. */
#include "pipeline/lib/csv_write.h"

#include "pipeline/lib/number.h"

#include <stdbool.h>
#include <string.h>

static bool needs_quotes(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
            return true;
    return false;
}

static void append_quoted(GString *out, const char *text, size_t length)
{
    g_string_append_c(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, text[i]);
    }
    g_string_append_c(out, '"');
}

void csv_write_cell_sized(GString *out, const char *text, gssize length)
{
    if (needs_quotes(text, (size_t)length))
        append_quoted(out, text, (size_t)length);
    else
        g_string_append_len(out, text, length);
    g_string_append_c(out, ',');
}

/* Spreadsheets reckon what begins so, and a formula can send away what lies beside it. */
static bool is_formula(const char *text)
{
    if (*text == '\0' || strchr("=+-@\t\r", *text) == NULL)
        return false;
    const size_t digits = strspn(text + 1, "0123456789.");
    const bool is_number = (*text == '-' || *text == '+') && digits > 0 && text[1 + digits] == '\0';
    return !is_number;
}

void csv_write_cell(GString *out, const char *text)
{
    const char *cell = text == NULL ? "" : text;
    g_autofree char *marked = is_formula(cell) ? g_strconcat("'", cell, NULL) : NULL;
    if (marked != NULL)
        cell = marked;
    csv_write_cell_sized(out, cell, (gssize)strlen(cell));
}

void csv_write_integer(GString *out, gint64 value)
{
    char text[NUMBER_TEXT_SIZE];
    char *end = integer_format(value, text);
    *end++ = ',';
    g_string_append_len(out, text, end - text);
}

void csv_write_number(GString *out, double value)
{
    char text[NUMBER_TEXT_SIZE];
    csv_write_cell(out, number_format(value, text));
}

void csv_write_end_row(GString *out)
{
    g_assert(out->len > 0 && out->str[out->len - 1] == ',');
    const bool is_single_empty = out->len == 1 || out->str[out->len - 2] == '\n';
    g_string_truncate(out, out->len - 1);
    g_string_append(out, is_single_empty ? "\"\"\n" : "\n");
}
