/* A compiled pattern: private to date_format*.c. */
#ifndef SCORECARD_STAGES_SCHEMA_DATE_FORMAT_PRIVATE_H
#define SCORECARD_STAGES_SCHEMA_DATE_FORMAT_PRIVATE_H

#include "stages/schema/date_format.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* One step of a compiled pattern. A number reads its digits into a part of the moment. */
enum step_kind {
    STEP_LITERAL,
    STEP_SPACE,
    STEP_NUMBER,
    STEP_FRACTION,
    STEP_MONTH_NAME,
    STEP_WEEKDAY_NAME,
    STEP_HALF,
    STEP_OFFSET,
    STEP_ZONE_NAME
};
enum part {
    PART_YEAR,
    PART_SHORT_YEAR,
    PART_MONTH,
    PART_DAY,
    PART_HOUR,
    PART_HALF_HOUR,
    PART_MINUTE,
    PART_SECOND,
    PART_DAY_OF_YEAR,
    PART_IGNORED,
    N_PARTS
};

struct step {
    enum step_kind kind;
    enum part part;
    char literal;
    uint8_t digits; /* at most; of a name: which form of it */
    bool is_fixed;  /* exactly so many */
};

enum name_form { ANY_NAME, SHORT_NAME, WHOLE_NAME };

struct date_format {
    char *pattern;
    guint n_steps;
    struct step *steps;
};

static inline bool date_format_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

#endif
