#include "stages/count/figure_cells.h"

#include "pipeline/lib/csv_write.h"
#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"

#include <math.h>

void figure_cell_date(GString *out, int32_t date)
{
    char text[DATE_TEXT_SIZE];
    date_format_iso(date, text);
    csv_write_cell(out, text);
}

void figure_cell_count(GString *out, bool has, int64_t count)
{
    if (has)
        csv_write_integer(out, count);
    else
        csv_write_cell(out, NULL);
}

void figure_cell_value(GString *out, const struct measure *measure, bool has, double value)
{
    char text[NUMBER_TEXT_SIZE];
    if (!has)
        csv_write_cell(out, NULL);
    else if (measure->unit == UNIT_POUNDS)
        csv_write_cell(out, money_format(llround(value * 100), text));
    else
        csv_write_number(out, value);
}
