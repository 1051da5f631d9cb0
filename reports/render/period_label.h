/* Periods as an axis has them: two short lines, "Jan" over "2019". Pure. */
#ifndef SCORECARD_RENDER_PERIOD_LABEL_H
#define SCORECARD_RENDER_PERIOD_LABEL_H

#include <stdbool.h>
#include <stdint.h>

#define PERIOD_LABEL_SIZE 16

struct period_label {
    char text[PERIOD_LABEL_SIZE]; /* "Jan", "21 Jan", "Jan (part)" */
    int year;
};

/* Reads "Jan 2019", "January 2019", "21 January 2021" and "January 2021 (part)"; false for any other text. */
bool period_label_read(const char *text, struct period_label *label);
/* "January" or "Jan". */
bool period_label_is_month(const char *word);
/* "Jan" of the day's month. */
struct period_label period_label_of_day(int32_t day);

#endif
