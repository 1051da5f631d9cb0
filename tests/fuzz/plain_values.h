/* Dates, whole numbers and money read once more, the slow and obvious way. */
#ifndef SCORECARD_TESTS_PLAIN_VALUES_H
#define SCORECARD_TESTS_PLAIN_VALUES_H

#include "pipeline/lib/date.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Days from 1970-01-01, counted one year and one month at a time; DATE_NONE when there is no such day. */
static inline int32_t plain_day(int year, int month, int day)
{
    int32_t days = 0;
    if (!g_date_valid_dmy((GDateDay)CLAMP(day, 0, 40), (GDateMonth)CLAMP(month, 0, 13), (GDateYear)year) ||
        year < 1900 || year > 2100)
        return DATE_NONE;
    for (int y = 1970; y < year; y++)
        days += g_date_is_leap_year((GDateYear)y) ? 366 : 365;
    for (int y = year; y < 1970; y++)
        days -= g_date_is_leap_year((GDateYear)y) ? 366 : 365;
    for (int m = 1; m < month; m++)
        days += g_date_get_days_in_month((GDateMonth)m, (GDateYear)year);
    return days + day - 1;
}

/* The text is `shape`, in which 9 stands for a digit; its digits go to `digits` one after the other. */
static inline bool plain_fits(const char *text, size_t length, const char *shape, char *digits)
{
    if (length != strlen(shape))
        return false;
    for (size_t i = 0; i < length; i++) {
        if (shape[i] == '9' ? !g_ascii_isdigit(text[i]) : text[i] != shape[i])
            return false;
        if (shape[i] == '9')
            *digits++ = text[i];
    }
    *digits = '\0';
    return true;
}

static inline int plain_digits(const char *digits, int n)
{
    g_autofree char *part = g_strndup(digits, (gsize)n);
    return atoi(part);
}

/* yyyy-mm-dd; where it may be, dd/mm/yyyy as well. */
static inline int32_t plain_date(const char *text, size_t length, bool may_be_english)
{
    char digits[16];
    if (plain_fits(text, length, "9999-99-99", digits))
        return plain_day(plain_digits(digits, 4), plain_digits(digits + 4, 2), plain_digits(digits + 6, 2));
    if (may_be_english && plain_fits(text, length, "99/99/9999", digits))
        return plain_day(plain_digits(digits + 4, 4), plain_digits(digits + 2, 2), plain_digits(digits, 2));
    return DATE_NONE;
}

/* An amount with at most two decimals, in pence; false when it is none, or may be another kind of amount. */
static inline bool plain_money(const char *text, int64_t *pence)
{
    static const char shape[] = "\\A(?<a>-|\\+|£-|£\\+|-£|\\+£|£|)(?<open>\\(?)(?<b>£?)"
                                "(?<whole>[0-9]{1,13}|[0-9]{1,3}(?:,[0-9]{3}){1,4}|)(?:\\.(?<part>[0-9]{0,2}))?"
                                "(?<close>\\)?)\\z";
    g_autoptr(GRegex) regex = g_regex_new(shape, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, text, G_REGEX_MATCH_DEFAULT, &match))
        return false;
    g_autofree char *sign = g_match_info_fetch_named(match, "a"), *open = g_match_info_fetch_named(match, "open"),
                    *pound = g_match_info_fetch_named(match, "b"), *whole = g_match_info_fetch_named(match, "whole"),
                    *part = g_match_info_fetch_named(match, "part"), *close = g_match_info_fetch_named(match, "close");
    const bool has_sign = strpbrk(sign, "+-") != NULL, has_pound = strstr(sign, "£") != NULL;
    const char *cents = part == NULL ? "" : part;
    if ((*open == '(') != (*close == ')') || (has_sign && *open == '(') || (has_pound && *pound != '\0') ||
        (*whole == '\0' && *cents == '\0'))
        return false;
    *pence = 0;
    for (const char *at = whole; *at != '\0'; at++)
        if (*at != ',')
            *pence = *pence * 10 + (*at - '0');
    *pence = *pence * 100 + (*cents == '\0' ? 0 : (cents[0] - '0') * 10 + (cents[1] == '\0' ? 0 : cents[1] - '0'));
    if (strchr(sign, '-') != NULL || *open == '(')
        *pence = -*pence;
    return *pence >= -9000000000000000 && *pence <= 9000000000000000;
}

#endif
