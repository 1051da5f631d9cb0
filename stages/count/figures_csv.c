/* figures.csv. */
#include "stages/count/figures.h"

#include "pipeline/lib/csv_write.h"
#include "stages/count/figure_cells.h"

static void write_row(GString *out, const struct figure *figure)
{
    csv_write_cell(out, figure->measure->id);
    csv_write_cell(out, figure->measure->ref);
    figure_cell_date(out, figure->period.start);
    figure_cell_date(out, figure->period.end);
    csv_write_cell(out, figure->breakdown);
    csv_write_cell(out, figure->category);
    figure_cell_count(out, figure->has_numerator, figure->numerator);
    figure_cell_count(out, figure->has_denominator, figure->denominator);
    figure_cell_value(out, figure->measure, figure->has_value, figure->value);
    csv_write_cell(out, figure->measure->unit_name);
    csv_write_cell(out, figure->symbol);
    csv_write_end_row(out);
}

void figures_write_csv(const struct figures *figures, GString *out)
{
    g_string_append(out, "measure,ref,period_start,period_end,breakdown,category,numerator,denominator,value,unit,"
                         "symbol\n");
    for (guint i = 0; i < figures_count(figures); i++)
        write_row(out, figures_row(figures, i));
}
