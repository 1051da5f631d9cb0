/* Cells to values: one compiled rule a field, whose cast, missing values and constraints are applied to a cell's text.
 *
 * A rule follows Table Schema v2 to the letter; what our own extracts take beyond it (x-formats, x-codes, x-money,
 * x-check, x-decimal-zero, dates from 1900 to 2100 only) is switched on by their schemas alone. Rules are constant once
 * made; taking a cell allocates nothing, but for a pattern that needs GRegex. */
#ifndef SCORECARD_STAGES_SCHEMA_CELL_H
#define SCORECARD_STAGES_SCHEMA_CELL_H

#include "stages/schema/codes.h"
#include "stages/schema/date_format.h"
#include "stages/schema/pattern.h"
#include "stages/schema/schema.h"
#include "stages/schema/value.h"

#include <stdbool.h>
#include <stdint.h>

/* What is wrong with a cell; several may hold. A cell without a bit is fine; CELL_IS_NULL is no fault. */
enum cell_bits {
    CELL_IS_NULL = 1 << 0,
    CELL_NOT_TYPE = 1 << 1,
    CELL_NOT_FILLED = 1 << 2,
    CELL_BELOW_MINIMUM = 1 << 3,
    CELL_ABOVE_MAXIMUM = 1 << 4,
    CELL_NOT_ABOVE = 1 << 5, /* exclusiveMinimum */
    CELL_NOT_BELOW = 1 << 6, /* exclusiveMaximum */
    CELL_TOO_SHORT = 1 << 7,
    CELL_TOO_LONG = 1 << 8,
    CELL_NOT_PATTERN = 1 << 9,
    CELL_NOT_IN_ENUM = 1 << 10,
    CELL_NOT_IN_CATEGORIES = 1 << 11,
    CELL_NOT_IN_CODES = 1 << 12,
    CELL_UPN_SHAPE = 1 << 13,
    CELL_UPN_LETTER = 1 << 14,
    CELL_UPN_CASE = 1 << 15, /* lower case or spaces, put right */
    CELL_NOT_FINANCIAL_YEAR = 1 << 16
};
#define N_CELL_BITS 17

/* A cell's logical value. What it is stored as stands in `value`; what it is compared by: `number` for numbers that are
 * not money, text for strings, else `order`: the integer, 0/1, pence, day, months since year 0, microseconds in UTC. */
struct cell {
    struct value value;
    int64_t order;
    double number;
};

#define CELL_BUFFER 40 /* room for a value that is not the cell's own text: ISO dates, UPNs */

/* x-check: what a string stands for beyond its text. */
enum cell_check { CELL_CHECK_NONE, CELL_CHECK_UPN, CELL_CHECK_FINANCIAL_YEAR };

struct cell_rule;
typedef bool (*cell_cast)(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer,
                          struct cell *cell);

struct text_slice {
    const char *text;
    uint32_t length;
};

struct cell_set { /* enum, categories */
    guint n;
    struct cell *cells;
};

struct cell_rule {
    enum field_type type;
    cell_cast cast;
    bool trims;
    bool is_extract;           /* dates 1900 to 2100, no NaN and no infinity */
    bool is_real;              /* compared by cell->number */
    uint32_t constraints;      /* of the bits above, those that are tested after the cast */
    const char *string_format; /* NULL: default */
    guint n_missing;
    struct text_slice *missing;
    bool empty_is_missing;
    const char *decimal_char, *group_char; /* group_char NULL: none */
    bool is_bare;
    bool takes_decimal_zero; /* x-decimal-zero: "7.0" is 7 */
    const char *const *true_values, *const *false_values;
    guint n_formats;
    struct date_format **formats; /* tried in order; a NULL is the ISO form */
    const struct code_list *codes;
    enum cell_check check;
    struct cell minimum, maximum, above, below;
    uint32_t min_length, max_length; /* characters */
    struct pattern *pattern;
    struct cell_set enumeration, categories;
};

/* Trims where the rule does, finds missing values, casts, tests constraints. `buffer` holds CELL_BUFFER bytes and keeps
 * the value's text. Returns cell_bits. */
uint32_t cell_take(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);

/* The rule's cast by type, format and x- properties, and whether it compares reals. Call once those are set. */
void cell_rule_choose_cast(struct cell_rule *rule, bool is_money);
/* False for a string format that does not exist. */
bool cell_string_format_exists(const char *format);
/* As strings are ordered: <0, 0, >0. A NaN is neither above nor below anything: *is_comparable is false then. */
int cell_compare(const struct cell_rule *rule, const struct cell *a, const struct cell *b, bool *is_comparable);
bool cell_equals(const struct cell_rule *rule, const struct cell *a, const struct cell *b);

/* Casts, for cell_rule_choose_cast and tests. */
bool cast_text(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_email(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_uri(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_binary(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_uuid(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_integer(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_number(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_money(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_boolean(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_date(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_datetime(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_year(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);
bool cast_yearmonth(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell);

/* "2020-21" in `buffer` for 2020-21, 2020/21, 2020-2021, 202021 …; false when the second year does not follow
 * the first. */
#define FINANCIAL_YEAR_LENGTH 7
bool financial_year_read(const char *text, uint32_t length, char *buffer);

/* What a UPN's text comes to: upper-cased and squeezed into `buffer`, with the CELL_UPN_ bits of its faults. */
uint32_t upn_check(const char *text, uint32_t length, char *buffer, uint32_t *squeezed);

#endif
