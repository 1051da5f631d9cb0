/* How figures stand in the cells of a frame: a hidden one as its symbol, a change of a hidden one hidden too. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/number.h"

#include <math.h>

void publish_add_figure(struct frame *frame, const struct measure *measure, const struct figure *figure)
{
    const bool is_counted = measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SUM;
    if (figure == NULL && is_counted)
        frame_add_number_in(frame, 0, measure->unit, NULL);
    else if (figure == NULL)
        frame_add_symbol(frame, "z");
    else if (!figure->has_value)
        frame_add_symbol(frame, *figure->symbol == '\0' ? "z" : figure->symbol);
    else
        frame_add_number_in(frame, figure->value, measure->unit, *figure->symbol == '\0' ? NULL : figure->symbol);
}

/* Pence for money, tenths for all else: what a difference of figures may show. */
static double round_change(double change, enum unit unit)
{
    return unit == UNIT_POUNDS ? floor(change * 100 + 0.5) / 100 : round_to_tenth(change);
}

static bool is_hidden(const struct figure *figure)
{
    return figure != NULL && g_str_equal(figure->symbol, "c");
}

void publish_add_change(struct frame *frame, const struct figure *now, const struct figure *before)
{
    if (now == NULL || before == NULL || !now->has_value || !before->has_value)
        frame_add_symbol(frame, now != NULL && now->measure->is_missing ? "x"
                                : is_hidden(now) || is_hidden(before)   ? "c"
                                                                        : "z");
    else
        frame_add_number_in(frame, round_change(now->value - before->value, now->measure->unit), now->measure->unit,
                            NULL);
}

/* Parts that must not be added (budget and outturn) have no figure for all. */
void publish_add_headline(struct frame *frame, const struct review *review)
{
    if (review->now == NULL && !review->measure->has_all)
        frame_add_symbol(frame, "z");
    else
        publish_add_figure(frame, review->measure, review->now);
}

void publish_add_now_and_before(struct frame *frame, const struct review *review)
{
    publish_add_headline(frame, review);
    if (review->before == NULL)
        frame_add_symbol(frame, review->measure->is_missing ? "x" : "z");
    else
        publish_add_figure(frame, review->measure, review->before);
    publish_add_change(frame, review->now, review->before);
}

char *publish_numbers_behind(const struct figure *figure)
{
    char n[NUMBER_TEXT_SIZE], d[NUMBER_TEXT_SIZE];
    if (figure == NULL || (*figure->symbol != '\0' && !figure->has_numerator))
        return g_strdup_printf("[%s]", figure == NULL ? "z" : figure->symbol);
    if (figure->measure->kind == MEASURE_RATIO)
        return g_strdup("A ratio");
    if (figure->has_numerator && figure->has_denominator)
        return g_strdup_printf("%s of %s", number_format_grouped(figure->numerator, n),
                               number_format_grouped(figure->denominator, d));
    if (figure->has_denominator)
        return g_strdup_printf("%s cases", number_format_grouped(figure->denominator, d));
    return g_strdup(figure->measure->kind == MEASURE_SUM ? "A sum" : "A count");
}
