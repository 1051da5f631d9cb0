/* Exact numbers: the percent rule, one-decimal rounding and money as pence. */
#ifndef SCORECARD_LIB_NUMBER_H
#define SCORECARD_LIB_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* DfE's percent to one decimal: floor((n/d*100)*10 + 0.5)/10 in IEEE doubles, in this order. The rule was recovered
 * from its published files on education, health and care plans, of which it gives 62,041 of 62,041 cells; 100*n/d, and
 * halves rounded exactly, miss some (23 of 80 is 28.7). d > 0. */
double percent_of(int64_t numerator, int64_t denominator);
/* floor(n/d*10000*10 + 0.5)/10 : rounded as percents are. d > 0. */
double per_10000_of(int64_t numerator, int64_t denominator);
/* floor(x*10 + 0.5)/10: medians and means are rounded as percents are. */
double round_to_tenth(double value);

#define NUMBER_TEXT_SIZE 352 /* the smallest and the largest doubles, written out */
/* Shortest decimal form that reads back as the same double, '.' whatever the locale, never an exponent, never "-0":
 * "47", "47.5". Not for NaN or infinity (asserted). Returns text. */
char *number_format(double value, char text[static NUMBER_TEXT_SIZE]);
/* Returns the end of the text. */
char *integer_format(int64_t value, char text[static NUMBER_TEXT_SIZE]);
/* 3145 → "3,145"; for sentences and pages. Returns text. */
char *number_format_grouped(int64_t value, char text[static NUMBER_TEXT_SIZE]);

/* Money as written in the world, to exact pence: "1,234.56", "£1,234.56", "(1,234.56)", "-£5", "1.2e3" is refused. A
 * binary-float tail ("25131468.050000004", "0.30000000000000004") is recognised: at least 15 significant digits that
 * lie within a few units in the last place of a whole number of pence; any other fraction of a penny is refused. False
 * when it is no amount or beyond ±9e13 pounds. */
bool money_parse(const char *text, size_t length, int64_t *pence);
/* Pence as pounds with two decimals: -5 → "-0.05". Returns text. */
char *money_format(int64_t pence, char text[static NUMBER_TEXT_SIZE]);

#endif
