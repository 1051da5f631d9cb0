#include "stages/sentence.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"
#include "reports/render/unit.h"

#include <string.h>

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
    g_autofree char *start = date_format_long(period->start);
    return g_strdup_printf("%s to %s", start, end);
}

const char *sentence_travel(const struct figure *now, const struct figure *before)
{
    if (now == NULL || before == NULL || !now->has_value || !before->has_value)
        return "[z]";
    if (now->value == before->value)
        return "No change";
    const bool is_up = now->value > before->value;
    if (now->measure->better == BETTER_NEITHER)
        return is_up ? "Up" : "Down";
    return is_up == (now->measure->better == BETTER_HIGHER) ? "Better" : "Worse";
}

static void append_change(GString *text, const struct figure *now, const struct figure *before, const struct calendar *calendar)
{
    if (before == NULL || !before->has_value || !now->has_value)
        return;
    g_autofree char *day = date_format_long(calendar->previous_board);
    g_autofree char *was = sentence_value(before);
    if (now->value == before->value)
        g_string_append_printf(text, ", as at the previous board (%s)", day);
    else
        g_string_append_printf(text, ", %s from %s at the previous board (%s)", now->value > before->value ? "up" : "down", was, day);
}

static void append_target(GString *text, const struct standing *standing, const struct figure *now)
{
    const struct target *target = standing_target(standing, now->measure->id);
    if (target == NULL || now->measure->better == BETTER_NEITHER)
        return;
    g_autofree char *aim = sentence_number(now->measure, target->value);
    const enum rating rating = standing_rate(standing, now);
    g_string_append_printf(text, "; the target is %s%s%s", aim, rating == RATING_NONE ? " (not rated)" : ": ",
                           rating == RATING_NONE ? "" : rating_name(rating));
}

static void append_parts(GString *text, const struct figure *now)
{
    char n[NUMBER_TEXT_SIZE], d[NUMBER_TEXT_SIZE];
    if (now->measure->kind == MEASURE_RATE && now->has_numerator && now->has_denominator)
        g_string_append_printf(text, " (%s of %s)", number_format_grouped(now->numerator, n), number_format_grouped(now->denominator, d));
}

/* What follows "Title: " when there is no value to speak of. */
static const struct {
    const char *symbol, *words;
} absences[] = {
    {"x", "not available, since the extract is missing"},
    {"z", "no cases"},
    {"c", "hidden, since the number is small"},
};

static char *sentence_absence(const struct measure *measure, const struct figure *figure)
{
    for (guint i = 0; figure != NULL && i < G_N_ELEMENTS(absences); i++)
        if (g_str_equal(figure->symbol, absences[i].symbol))
            return g_strdup_printf("%s: %s [%s].", measure->title, absences[i].words, absences[i].symbol);
    return g_strdup_printf("%s: no figure for this period [z].", measure->title);
}

char *sentence_headline(const struct figures *figures, const struct standing *standing, const struct calendar *calendar,
                        const struct measure *measure)
{
    const struct figure *now = figures_headline(figures, measure, calendar->as_at);
    if (now == NULL || !now->has_value)
        return sentence_absence(measure, now);
    const struct figure *before = figures_headline(figures, measure, calendar->previous_board);
    g_autofree char *value = sentence_value(now);
    g_autofree char *period = sentence_period(&now->period);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s: %s", measure->title, value);
    append_parts(text, now);
    g_string_append_printf(text, now->period.start == now->period.end ? " on %s" : " in %s", period);
    append_change(text, now, before == now ? NULL : before, calendar);
    append_target(text, standing, now);
    g_string_append_c(text, '.');
    return g_string_free(text, FALSE);
}

char *sentence_title(const struct figures *figures, const struct calendar *calendar, const struct measure *measure)
{
    const struct figure *now = figures_headline(figures, measure, calendar->as_at);
    const struct figure *before = figures_headline(figures, measure, calendar->previous_board);
    if (now == NULL || !now->has_value)
        return g_strdup(measure->title);
    g_autofree char *value = sentence_value(now);
    if (before == NULL || before == now || !before->has_value)
        return g_strdup_printf("%s: %s", measure->title, value);
    g_autofree char *was = sentence_value(before);
    return now->value == before->value ? g_strdup_printf("%s: %s, unchanged", measure->title, value)
                                       : g_strdup_printf("%s: %s, was %s", measure->title, value, was);
}
