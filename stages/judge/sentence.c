#include "stages/judge/sentence.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"
#include "reports/render/unit.h"

char *sentence_number(const struct measure *measure, double value)
{
    return unit_phrase(measure->unit, value);
}

char *sentence_value(const struct figure *figure)
{
    if (figure == NULL)
        return g_strdup("[z]");
    if (!figure->has_value)
        return g_strdup_printf("[%s]", *figure->symbol == '\0' ? "z" : figure->symbol);
    g_autofree char *number = sentence_number(figure->measure, figure->value);
    return *figure->symbol == '\0' ? g_steal_pointer(&number) : g_strdup_printf("%s [%s]", number, figure->symbol);
}

char *sentence_period(const struct period *period)
{
    g_autofree char *end = date_format_long(period->end);
    if (period->kind == PERIOD_ROLLING)
        return g_strconcat("the twelve months to ", end, NULL);
    if (period->kind == PERIOD_MONTH && !period->is_part)
        return date_format_month(period->end);
    if (period->start == period->end)
        return g_steal_pointer(&end);
    if (period->kind == PERIOD_FINANCIAL_YEAR) {
        g_autofree char *year = period_financial_year(period->start);
        return g_strconcat("the financial year ", year, NULL);
    }
    g_autofree char *start = date_format_long(period->start);
    return g_strdup_printf(period_kind_is_year(period->kind) ? "the year %s to %s" : "%s to %s", start, end);
}

static char *judged_by_chart(const struct review *review)
{
    if (review->unusual.direction == 0)
        return g_strdup(", within its usual variation");
    g_autofree char *unusual = sentence_unusual(&review->unusual);
    return g_strdup_printf("; %s", unusual);
}

/* What the change is worth, where there is a test to say so: the chart speaks of the months since the previous board,
 * not of the difference between two rolling years. */
static char *verdict_of(const struct review *review)
{
    if (review->judged == JUDGED_BY_CHART)
        return judged_by_chart(review);
    if (review->judged == JUDGED_BY_RANGE)
        return g_strdup(review->is_changed ? ", more than chance would bring" : ", within what chance would bring");
    return g_strdup("");
}

bool sentence_is_same(const struct figure *now, const struct figure *before)
{
    g_autofree char *is = sentence_value(now), *was = sentence_value(before);
    return g_str_equal(is, was);
}

static void append_change(GString *text, const struct review *review, const struct calendar *calendar)
{
    const struct figure *now = review->now, *before = review->before;
    if (before == NULL || !before->has_value)
        return;
    g_autofree char *day = date_format_long(calendar->previous_board);
    g_autofree char *was = sentence_value(before), *verdict = verdict_of(review);
    if (now->value == before->value)
        g_string_append_printf(text, ", as at the previous board (%s)", day);
    else if (sentence_is_same(now, before))
        g_string_append_printf(text, ", nearly as at the previous board (%s)%s", day, verdict);
    else
        g_string_append_printf(text, ", %s from %s at the previous board (%s)%s",
                               now->value > before->value ? "up" : "down", was, day, verdict);
}

static void append_target(GString *text, const struct review *review)
{
    if (review->target == NULL)
        return;
    g_autofree char *aim = sentence_number(review->measure, review->target->value);
    const bool is_rated = review->rating != RATING_NONE;
    g_string_append_printf(text, "; the target is %s%s%s", aim, is_rated ? ": " : " (not rated)",
                           is_rated ? rating_name(review->rating) : "");
}

static void append_parts(GString *text, const struct figure *now)
{
    char n[NUMBER_TEXT_SIZE], d[NUMBER_TEXT_SIZE];
    if (now->measure->kind == MEASURE_RATE && now->has_numerator && now->has_denominator)
        g_string_append_printf(text, " (%s of %s)", number_format_grouped(now->numerator, n),
                               number_format_grouped(now->denominator, d));
}

/* What follows "Title: " when there is no value to speak of. */
static const struct {
    const char *symbol, *words;
} absences[] = {
    {"x", "not available for want of data"},
    {"z", "no cases"},
    {"c", "hidden, so that no small number can be worked out"},
};

static char *sentence_absence(const struct measure *measure, const struct figure *figure)
{
    for (guint i = 0; figure != NULL && i < G_N_ELEMENTS(absences); i++)
        if (g_str_equal(figure->symbol, absences[i].symbol))
            return g_strdup_printf("%s: %s [%s].", measure->title, absences[i].words, absences[i].symbol);
    return g_strdup_printf("%s: no figure for this period [z].", measure->title);
}

char *sentence_headline(const struct reviewer *reviewer, const struct measure *measure)
{
    const struct review review = review_measure(reviewer, measure);
    if (review.now == NULL || !review.now->has_value)
        return sentence_absence(measure, review.now);
    g_autofree char *value = sentence_value(review.now);
    g_autofree char *period = sentence_period(&review.now->period);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s: %s", measure->title, value);
    append_parts(text, review.now);
    g_string_append_printf(text, review.now->period.start == review.now->period.end ? " on %s" : " in %s", period);
    if (review.begin != DATE_NONE) {
        g_autofree char *begin = date_format_month(review.begin);
        g_string_append_printf(text, ", of which nothing is recorded before %s", begin);
    }
    append_change(text, &review, reviewer->calendar);
    append_target(text, &review);
    g_string_append_c(text, '.');
    return g_string_free(text, FALSE);
}

guint sentence_words(const char *text)
{
    guint words = 0;
    for (const char *c = text; *c != '\0'; c++)
        words += *c != ' ' && (c == text || c[-1] == ' ');
    return words;
}

/* The measure's name stands in the subtitle, so a long one is left out here, and `instead` follows. */
static char *named(const struct measure *measure, const char *rest, const char *instead)
{
    g_autofree char *whole = g_strdup_printf("%s: %s", measure->title, rest);
    return sentence_words(whole) <= SENTENCE_MOST_WORDS ? g_steal_pointer(&whole) : g_strconcat(rest, instead, NULL);
}

char *sentence_title(const struct reviewer *reviewer, const struct measure *measure)
{
    const struct review review = review_measure(reviewer, measure);
    const struct figure *now = review.now, *before = review.before;
    if (now == NULL || !now->has_value)
        return g_strdup(measure->title);
    g_autofree char *value = sentence_value(now);
    if (before == NULL || !before->has_value)
        return named(measure, value, "");
    if (sentence_is_same(now, before))
        return g_strdup_printf("%s, as at the last board", value);
    g_autofree char *was = sentence_value(before);
    g_autofree char *rest = g_strdup_printf("%s, %s from %s", value, now->value > before->value ? "up" : "down", was);
    return named(measure, rest, " at the last board");
}

char *sentence_figure_title(const struct figure *figure)
{
    g_autofree char *value = sentence_value(figure), *period = sentence_period(&figure->period);
    g_autofree char *when =
        g_strdup_printf("%s %s %s", value, figure->period.start == figure->period.end ? "on" : "in", period);
    return named(figure->measure, when, "");
}
