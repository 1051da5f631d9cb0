#include "stages/report/report_text.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"
#include "stages/judge/sentence.h"

#include <math.h>
#include <string.h>

/* "90%" for "90.0%": plain words have no needless decimals. */
static char *plain(char *text)
{
    const char *needless = strstr(text, ".0%");
    if (needless == NULL)
        return text;
    char *kept = g_strdup_printf("%.*s%s", (int)(needless - text), text, needless + 2);
    g_free(text);
    return kept;
}

static char *fill_value(const struct report_text_figures *figures)
{
    return plain(sentence_value(figures->now));
}

static char *fill_before(const struct report_text_figures *figures)
{
    return plain(sentence_value(figures->before));
}

static char *fill_target(const struct report_text_figures *figures)
{
    return figures->target == NULL || figures->now == NULL
               ? g_strdup("[z]")
               : plain(sentence_number(figures->now->measure, figures->target->value));
}

static char *fill_period(const struct report_text_figures *figures)
{
    return figures->now == NULL ? g_strdup("[z]") : sentence_period(&figures->now->period);
}

static char *count_text(bool has, int64_t count)
{
    char text[NUMBER_TEXT_SIZE];
    return g_strdup(has ? number_format_grouped(count, text) : "[z]");
}

static char *fill_numerator(const struct report_text_figures *figures)
{
    return count_text(figures->now != NULL && figures->now->has_numerator,
                      figures->now == NULL ? 0 : figures->now->numerator);
}

static char *fill_denominator(const struct report_text_figures *figures)
{
    return count_text(figures->now != NULL && figures->now->has_denominator,
                      figures->now == NULL ? 0 : figures->now->denominator);
}

/* "about 9 in 10", "fewer than 1 in 10", "nearly all". */
static char *fill_in_ten(const struct report_text_figures *figures)
{
    if (figures->now == NULL || !figures->now->has_value)
        return sentence_value(figures->now);
    const int tenths = (int)floor(figures->now->value / 10 + 0.5);
    if (tenths <= 0)
        return g_strdup("fewer than 1 in 10");
    return tenths >= 10 ? g_strdup("nearly all") : g_strdup_printf("about %d in 10", tenths);
}

/* "up from 34", "down from 201", "the same as"; nothing to compare with: "[z]". */
static char *fill_change(const struct report_text_figures *figures)
{
    const struct figure *now = figures->now, *before = figures->before;
    if (now == NULL || before == NULL || !now->has_value || !before->has_value)
        return g_strdup("[z]");
    g_autofree char *was = sentence_value(before);
    return now->value == before->value ? g_strdup("the same")
                                       : g_strdup_printf("%s from %s", now->value > before->value ? "up" : "down", was);
}

static char *fill_next_board(const struct report_text_figures *figures)
{
    return date_format_long(figures->calendar->next_board);
}

static const struct {
    const char *name;
    char *(*fill)(const struct report_text_figures *figures);
} places[] = {
    {"value", fill_value},   {"before", fill_before},       {"change", fill_change},
    {"target", fill_target}, {"numerator", fill_numerator}, {"denominator", fill_denominator},
    {"in ten", fill_in_ten}, {"period", fill_period},       {"next board", fill_next_board},
};

/* The place whose name begins at `name` and ends before `end`; -1 when there is none. */
static int find_place(const char *name, const char *end)
{
    for (guint i = 0; i < G_N_ELEMENTS(places); i++)
        if (strlen(places[i].name) == (size_t)(end - name) && strncmp(places[i].name, name, (size_t)(end - name)) == 0)
            return (int)i;
    return -1;
}

/* The bar of "{child|children}", or NULL where the place is none of that kind. */
static const char *find_bar(const char *name, const char *end)
{
    const char *bar = memchr(name, '|', (size_t)(end - name));
    return bar != NULL && bar > name && bar + 1 < end && memchr(bar + 1, '|', (size_t)(end - bar - 1)) == NULL ? bar
                                                                                                               : NULL;
}

/* What stands in the place between braces: a figure, or one of two words as the value is 1 or not. */
static char *fill_place(const char *name, const char *end, const struct report_text_figures *figures)
{
    const char *bar = find_bar(name, end);
    if (bar == NULL)
        return places[find_place(name, end)].fill(figures);
    const bool is_one = figures->now != NULL && figures->now->has_value && figures->now->value == 1;
    return is_one ? g_strndup(name, (gsize)(bar - name)) : g_strndup(bar + 1, (gsize)(end - bar - 1));
}

char *report_text_unknown(const char *text)
{
    for (const char *open = strchr(text, '{'); open != NULL; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        if (close == NULL)
            return g_strdup(open + 1);
        if (find_place(open + 1, close) < 0 && find_bar(open + 1, close) == NULL)
            return g_strndup(open + 1, (gsize)(close - open - 1));
    }
    return NULL;
}

char *report_text_places(void)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(places); i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", places[i].name);
    return g_string_free(g_steal_pointer(&names), FALSE);
}

/* "Our aim is [z]." says nothing: a sentence after the first goes when there is nothing to fill it. */
static char *without_empty_sentences(const char *text)
{
    g_auto(GStrv) sentences = g_strsplit(text, ". ", -1);
    GString *kept = g_string_new(sentences[0]);
    for (guint i = 1; i < g_strv_length(sentences); i++)
        if (strstr(sentences[i], "[z]") == NULL)
            g_string_append_printf(kept, ". %s", sentences[i]);
        else if (sentences[i + 1] == NULL)
            g_string_append_c(kept, '.');
    return g_string_free(kept, FALSE);
}

char *report_text_fill(const char *text, const struct report_text_figures *figures)
{
    g_autoptr(GString) filled = g_string_new(NULL);
    while (*text != '\0') {
        const char *open = strchr(text, '{'), *close = open == NULL ? NULL : strchr(open, '}');
        if (close == NULL)
            break;
        g_string_append_len(filled, text, open - text);
        g_autofree char *words = fill_place(open + 1, close, figures);
        g_string_append(filled, words);
        text = close + 1;
    }
    g_string_append(filled, text);
    if (filled->len > 0)
        filled->str[0] = g_ascii_toupper(filled->str[0]);
    return without_empty_sentences(filled->str);
}
