/* A cell's value as the warehouse keeps it. */
#ifndef SCORECARD_STAGES_SCHEMA_VALUE_H
#define SCORECARD_STAGES_SCHEMA_VALUE_H

#include <stdint.h>

enum value_kind { VALUE_NULL, VALUE_TEXT, VALUE_INTEGER, VALUE_REAL };

/* A value ready to be stored. Text points into the record or into the validator's own buffer and lives until the next
 * row. */
struct value {
    enum value_kind kind;
    uint32_t length;
    union {
        const char *text;
        int64_t integer;
        double real;
    } as;
};

#endif
