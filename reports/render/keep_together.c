#include "reports/render/keep_together.h"

#include "reports/render/period_label.h"

#include <stdbool.h>
#include <string.h>

#define LONGEST_WORD 16 /* bytes of a word worth looking at */

/* A word without the brackets and stops around it. */
struct word {
    char text[LONGEST_WORD];
};

static struct word word_at(const char *start, const char *end)
{
    struct word word = {""};
    while (start < end && *start == '(')
        start++;
    while (end > start && strchr(").,;:", end[-1]) != NULL)
        end--;
    if (end - start < LONGEST_WORD)
        memcpy(word.text, start, (size_t)(end - start));
    return word;
}

static struct word word_before(const char *text, const char *space)
{
    const char *start = space;
    while (start > text && start[-1] != ' ')
        start--;
    return word_at(start, space);
}

static struct word word_after(const char *space)
{
    return word_at(space + 1, space + 1 + strcspn(space + 1, " \n"));
}

static bool is_number(const struct word *word)
{
    return g_ascii_isdigit(word->text[0]) && strspn(word->text, "0123456789,") == strlen(word->text);
}

static bool is_span(const struct word *word)
{
    static const char *const SPANS[] = {"day", "days", "week", "weeks", "month", "months", "year", "years", NULL};
    return g_strv_contains(SPANS, word->text);
}

/* "T01", which stands before the name it is short for. */
static bool is_reference(const struct word *word)
{
    return strlen(word->text) == 3 && g_ascii_isupper(word->text[0]) && g_ascii_isdigit(word->text[1]) &&
           g_ascii_isdigit(word->text[2]);
}

static bool belongs_together(const char *text, const char *space)
{
    const struct word before = word_before(text, space), after = word_after(space);
    if (is_reference(&before) && g_ascii_isdigit(space[-1]))
        return g_ascii_isupper(after.text[0]);
    if (is_number(&before))
        return period_label_is_month(after.text) || is_span(&after) || g_str_equal(after.text, "of");
    return is_number(&after) && (period_label_is_month(before.text) || g_str_equal(before.text, "of"));
}

/* Pango breaks before the first letter of a word: the range reaches from the space to behind that letter. */
static void keep(PangoAttrList **list, guint space)
{
    PangoAttribute *attribute = pango_attr_allow_breaks_new(FALSE);
    attribute->start_index = space;
    attribute->end_index = space + 2;
    if (*list == NULL)
        *list = pango_attr_list_new();
    pango_attr_list_insert(*list, attribute);
}

PangoAttrList *keep_together(const char *text)
{
    PangoAttrList *list = NULL;
    if (strpbrk(text, "0123456789") == NULL)
        return NULL;
    for (const char *space = strchr(text, ' '); space != NULL; space = strchr(space + 1, ' '))
        if (belongs_together(text, space))
            keep(&list, (guint)(space - text));
    return list;
}
