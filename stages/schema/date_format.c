#include "stages/schema/date_format_private.h"

/* A directive of strptime: what it reads, or the directives it stands for. */
struct directive {
    char letter;
    enum step_kind kind;
    enum part part;
    uint8_t digits;
    bool is_fixed;
    const char *expansion;
    const char *words;
};

static const struct directive directives[] = {
    {'Y', STEP_NUMBER, PART_YEAR, 4, true, NULL, "yyyy"},
    {'y', STEP_NUMBER, PART_SHORT_YEAR, 2, true, NULL, "yy"},
    {'m', STEP_NUMBER, PART_MONTH, 2, false, NULL, "mm"},
    {'d', STEP_NUMBER, PART_DAY, 2, false, NULL, "dd"},
    {'e', STEP_NUMBER, PART_DAY, 2, false, NULL, "dd"},
    {'H', STEP_NUMBER, PART_HOUR, 2, false, NULL, "hh"},
    {'I', STEP_NUMBER, PART_HALF_HOUR, 2, false, NULL, "hh"},
    {'M', STEP_NUMBER, PART_MINUTE, 2, false, NULL, "mm"},
    {'S', STEP_NUMBER, PART_SECOND, 2, false, NULL, "ss"},
    {'j', STEP_NUMBER, PART_DAY_OF_YEAR, 3, false, NULL, "ddd"},
    {'U', STEP_NUMBER, PART_IGNORED, 2, false, NULL, "ww"},
    {'W', STEP_NUMBER, PART_IGNORED, 2, false, NULL, "ww"},
    {'w', STEP_NUMBER, PART_IGNORED, 1, true, NULL, "w"},
    {'u', STEP_NUMBER, PART_IGNORED, 1, true, NULL, "w"},
    {'f', STEP_FRACTION, PART_IGNORED, 6, false, NULL, "fff"},
    {'b', STEP_MONTH_NAME, PART_MONTH, SHORT_NAME, false, NULL, "Mon"},
    {'B', STEP_MONTH_NAME, PART_MONTH, WHOLE_NAME, false, NULL, "Month"},
    {'h', STEP_MONTH_NAME, PART_MONTH, SHORT_NAME, false, NULL, "Mon"},
    {'a', STEP_WEEKDAY_NAME, PART_IGNORED, SHORT_NAME, false, NULL, "Day"},
    {'A', STEP_WEEKDAY_NAME, PART_IGNORED, WHOLE_NAME, false, NULL, "Day"},
    {'p', STEP_HALF, PART_IGNORED, 0, false, NULL, "AM"},
    {'z', STEP_OFFSET, PART_IGNORED, 0, false, NULL, "+hh:mm"},
    {'Z', STEP_ZONE_NAME, PART_IGNORED, 0, false, NULL, "UTC"},
    {'F', STEP_LITERAL, PART_IGNORED, 0, false, "%Y-%m-%d", NULL},
    {'T', STEP_LITERAL, PART_IGNORED, 0, false, "%H:%M:%S", NULL},
    {'R', STEP_LITERAL, PART_IGNORED, 0, false, "%H:%M", NULL},
    {'r', STEP_LITERAL, PART_IGNORED, 0, false, "%I:%M:%S %p", NULL},
    {'D', STEP_LITERAL, PART_IGNORED, 0, false, "%m/%d/%y", NULL},
    {'x', STEP_LITERAL, PART_IGNORED, 0, false, "%m/%d/%y", NULL},
    {'X', STEP_LITERAL, PART_IGNORED, 0, false, "%H:%M:%S", NULL},
    {'c', STEP_LITERAL, PART_IGNORED, 0, false, "%a %b %d %H:%M:%S %Y", NULL},
};

static const struct directive *find_directive(char letter)
{
    for (guint i = 0; i < G_N_ELEMENTS(directives); i++)
        if (directives[i].letter == letter)
            return &directives[i];
    return NULL;
}

static void add_literal(GArray *steps, char c)
{
    const struct step *last = steps->len == 0 ? NULL : &g_array_index(steps, struct step, steps->len - 1);
    if (date_format_is_space(c) && last != NULL && last->kind == STEP_SPACE)
        return;
    const struct step step = {.kind = date_format_is_space(c) ? STEP_SPACE : STEP_LITERAL, .literal = c};
    g_array_append_val(steps, step);
}

static void add_directive(GArray *steps, const struct directive *directive, bool is_strict)
{
    const bool is_two_digits = is_strict && (directive->part == PART_DAY || directive->part == PART_MONTH);
    const bool is_name = directive->kind == STEP_MONTH_NAME || directive->kind == STEP_WEEKDAY_NAME;
    const struct step step = {.kind = directive->kind,
                              .part = directive->part,
                              .digits = is_name && is_strict ? ANY_NAME : directive->digits,
                              .is_fixed = directive->is_fixed || (is_two_digits && directive->digits == 2)};
    g_array_append_val(steps, step);
}

/* NULL when all is well, else the directive at fault. Expansions hold no further expansions, so this nests once. */
static const char *compile(GArray *steps, const char *pattern, bool is_strict)
{
    for (const char *at = pattern; *at != '\0'; at++) {
        if (*at != '%' || at[1] == '%') {
            add_literal(steps, *at);
            at += *at == '%';
            continue;
        }
        const struct directive *directive = find_directive(at[1]);
        if (directive == NULL)
            return at;
        if (directive->expansion != NULL)
            compile(steps, directive->expansion, is_strict);
        else
            add_directive(steps, directive, is_strict);
        at++;
    }
    return NULL;
}

struct date_format *date_format_new(const char *pattern, bool is_strict, const char **bad)
{
    GArray *steps = g_array_new(FALSE, TRUE, sizeof(struct step));
    *bad = compile(steps, pattern, is_strict);
    if (*bad != NULL) {
        g_array_unref(steps);
        return NULL;
    }
    struct date_format *format = g_new0(struct date_format, 1);
    format->pattern = g_strdup(pattern);
    format->n_steps = steps->len;
    format->steps = (struct step *)(void *)g_array_free(steps, FALSE);
    return format;
}

void date_format_free(struct date_format *format)
{
    if (format == NULL)
        return;
    g_free(format->pattern);
    g_free(format->steps);
    g_free(format);
}

static void append_words(GString *words, const char *pattern)
{
    for (const char *at = pattern; *at != '\0'; at++) {
        const struct directive *directive = *at == '%' && at[1] != '%' ? find_directive(at[1]) : NULL;
        if (directive == NULL)
            g_string_append_c(words, *at);
        else if (directive->words != NULL)
            g_string_append(words, directive->words);
        else
            append_words(words, directive->expansion);
        at += *at == '%' && at[1] != '\0';
    }
}

char *date_format_in_words(const struct date_format *format)
{
    GString *words = g_string_new(NULL);
    append_words(words, format->pattern);
    return g_string_free(words, FALSE);
}
