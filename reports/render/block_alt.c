/* What those are told who cannot see a chart: its finding, and where there is room for them the numbers it draws. */
#include "reports/render/block.h"

#include "reports/render/unit.h"

#include <math.h>

#define LONGEST 400 /* characters that a reader can be asked to hear */

static char *value_of(const struct frame_cell *cell)
{
    if (cell->kind != FRAME_NUMBER)
        return unit_frame_cell(cell);
    g_autofree char *value = unit_short(cell->unit, cell->number);
    return cell->symbol == NULL ? g_steal_pointer(&value) : g_strdup_printf("%s [%s]", value, cell->symbol);
}

/* "Crewe 153; Macclesfield 123; Poynton [c]." The caller frees. */
static char *list_bars(const struct frame *frame)
{
    const int category = frame_find_column(frame, "category"), value = frame_find_column(frame, "value");
    GString *text = g_string_new(NULL);
    for (guint row = 0; row < frame_n_rows(frame); row++) {
        g_autofree char *number = value_of(frame_cell(frame, row, (guint)value));
        g_string_append_printf(text, "%s%s %s", row == 0 ? "" : "; ", frame_cell(frame, row, (guint)category)->text,
                               number);
    }
    g_string_append_c(text, '.');
    return g_string_free(text, FALSE);
}

static double number_of(const struct frame *frame, guint row, int column)
{
    const struct frame_cell *cell = column < 0 ? NULL : frame_cell(frame, row, (guint)column);
    return cell == NULL || cell->kind != FRAME_NUMBER ? NAN : cell->number;
}

/* The newest whole month that is shown; -1: none is. */
static int newest_month(const struct frame *frame, int value)
{
    const int signal = frame_find_column(frame, "signal");
    for (guint row = frame_n_rows(frame); row > 0; row--)
        if (!isnan(number_of(frame, row - 1, value)) &&
            g_strcmp0(frame_cell(frame, row - 1, (guint)signal)->text, "part month") != 0)
            return (int)row - 1;
    return -1;
}

/* "Dec 2020: 46. Mean 53, limits 10 to 96." The caller frees; NULL where there are no limits. */
static char *tell_limits(const struct frame *frame)
{
    const int value = frame_find_column(frame, "value"), row = newest_month(frame, value);
    const char *const NAMES[] = {"value", "mean", "lower", "upper"};
    char *numbers[G_N_ELEMENTS(NAMES) + 1] = {NULL};
    for (size_t i = 0; row >= 0 && i < G_N_ELEMENTS(NAMES); i++) {
        const double number = number_of(frame, (guint)row, frame_find_column(frame, NAMES[i]));
        if (isnan(number))
            break;
        numbers[i] = unit_label(frame_column(frame, (guint)value)->unit, number, 0);
    }
    char *text = numbers[3] == NULL
                     ? NULL
                     : g_strdup_printf("%s: %s. Mean %s, limits %s to %s.", frame_cell(frame, (guint)row, 0)->text,
                                       numbers[0], numbers[1], numbers[2], numbers[3]);
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++)
        g_free(numbers[i]);
    return text;
}

static char *tell_numbers(const struct block *block)
{
    if (block->frame == NULL || frame_n_rows(block->frame) == 0)
        return NULL;
    if (block->kind == BLOCK_BARS)
        return list_bars(block->frame);
    return block->kind == BLOCK_SPC ? tell_limits(block->frame) : NULL;
}

static char *tell_heading(const struct block *block)
{
    const char *parts[] = {block->reference, block->title, block->subtitle};
    GString *alt = g_string_new("Chart");
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i] != NULL)
            g_string_append_printf(alt, "%s%s", alt->len == 5 ? ": " : ". ", parts[i]);
    return g_string_free(alt, FALSE);
}

char *block_alt(const struct block *block)
{
    g_autofree char *alt = block->alt != NULL ? g_strdup(block->alt) : tell_heading(block);
    g_autofree char *numbers = tell_numbers(block);
    const bool has_room = numbers != NULL && g_utf8_strlen(alt, -1) + 1 + g_utf8_strlen(numbers, -1) <= LONGEST;
    return has_room ? g_strconcat(alt, g_str_has_suffix(alt, ".") ? " " : ". ", numbers, NULL) : g_steal_pointer(&alt);
}
