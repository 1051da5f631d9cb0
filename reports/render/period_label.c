#include "reports/render/period_label.h"

#include "pipeline/lib/date.h"

#include <glib.h>
#include <string.h>

#define SHORT_MONTH 3

static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

/* Cuts the word off the text's start; an empty word at its end. */
static size_t next_word(const char **text, char word[PERIOD_LABEL_SIZE])
{
    *text += strspn(*text, " ");
    const size_t length = strcspn(*text, " ");
    g_strlcpy(word, *text, MIN(length + 1, PERIOD_LABEL_SIZE));
    *text += length;
    return length;
}

bool period_label_is_month(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(MONTHS); i++)
        if (g_str_equal(word, MONTHS[i]) || (strlen(word) == SHORT_MONTH && g_str_has_prefix(MONTHS[i], word)))
            return true;
    return false;
}

static bool read_number(const char *word, size_t digits_least, size_t digits_most, int *number)
{
    const size_t digits = strspn(word, "0123456789");
    *number = (int)g_ascii_strtoll(word, NULL, 10);
    return word[digits] == '\0' && digits >= digits_least && digits <= digits_most;
}

/* Reads "21 January" or "January" into "21 Jan" or "Jan". */
static bool read_month(const char **text, char label[PERIOD_LABEL_SIZE])
{
    char word[PERIOD_LABEL_SIZE];
    int day = 0;
    next_word(text, word);
    const bool has_day = read_number(word, 1, 2, &day);
    if (has_day)
        next_word(text, word);
    if (!period_label_is_month(word))
        return false;
    word[SHORT_MONTH] = '\0';
    if (has_day)
        g_snprintf(label, PERIOD_LABEL_SIZE, "%d %s", day, word);
    else
        g_strlcpy(label, word, PERIOD_LABEL_SIZE);
    return true;
}

bool period_label_read(const char *text, struct period_label *label)
{
    char word[PERIOD_LABEL_SIZE];
    if (!read_month(&text, label->text))
        return false;
    next_word(&text, word);
    if (!read_number(word, 4, 4, &label->year))
        return false;
    if (g_str_equal(text, " (part)"))
        g_strlcat(label->text, text, PERIOD_LABEL_SIZE);
    else if (*text != '\0')
        return false;
    return true;
}

struct period_label period_label_of_day(int32_t day)
{
    const struct date_parts parts = date_to_parts(day);
    struct period_label label = {.year = parts.year};
    g_strlcpy(label.text, MONTHS[parts.month - 1], SHORT_MONTH + 1);
    return label;
}
