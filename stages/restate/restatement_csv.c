/* restatement.csv: every figure that differs, with both counts and the loads that can have brought it. */
#include "stages/restate/restatement.h"

#include "pipeline/lib/csv_write.h"
#include "stages/count/figure_cells.h"

static char *name_loads(const struct restatement *restatement, const struct measures *measures, const char *id)
{
    g_autoptr(GHashTable) reads = measures_reads(measures, measures_find(measures, id));
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < restatement->loads->len; i++) {
        const struct restating_load *load = &g_array_index(restatement->loads, struct restating_load, i);
        if (reads_extract(reads, load->extract))
            g_string_append_printf(text, "%s%s %s %s", text->len == 0 ? "" : "; ", load->extract, load->file,
                                   load->loaded_at);
    }
    return g_string_free(text, FALSE);
}

static void write_figure(GString *out, const struct figure *figure)
{
    static const struct figure no_row = {.symbol = ""};
    const struct figure *shown = figure == NULL ? &no_row : figure;
    figure_cell_count(out, shown->has_numerator, shown->numerator);
    figure_cell_count(out, shown->has_denominator, shown->denominator);
    figure_cell_value(out, shown->measure, shown->has_value, shown->value);
    csv_write_cell(out, shown->symbol);
}

static void write_row(GString *out, const struct restated *row, const char *loads)
{
    const struct figure *any = row->after == NULL ? row->before : row->after;
    double difference = 0;
    const bool has_difference = figures_difference(row->before, row->after, &difference);
    csv_write_cell(out, any->measure->id);
    csv_write_cell(out, any->measure->ref);
    figure_cell_date(out, any->period.start);
    figure_cell_date(out, any->period.end);
    csv_write_cell(out, any->breakdown);
    csv_write_cell(out, any->category);
    write_figure(out, row->before);
    write_figure(out, row->after);
    figure_cell_value(out, any->measure, has_difference, difference);
    csv_write_cell(out, any->measure->unit_name);
    csv_write_cell(out, loads);
    csv_write_end_row(out);
}

void restatement_write_csv(const struct restatement *restatement, const struct measures *measures, GString *out)
{
    g_autoptr(GHashTable) loads = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_string_append(out,
                    "measure,ref,period_start,period_end,breakdown,category,old_numerator,old_denominator,old_value,"
                    "old_symbol,new_numerator,new_denominator,new_value,new_symbol,difference,unit,loads\n");
    for (guint i = 0; i < restatement->rows->len; i++) {
        const struct restated *row = &g_array_index(restatement->rows, struct restated, i);
        const char *id = (row->after == NULL ? row->before : row->after)->measure->id;
        if (!g_hash_table_contains(loads, id))
            g_hash_table_insert(loads, (void *)(uintptr_t)id, name_loads(restatement, measures, id));
        write_row(out, row, g_hash_table_lookup(loads, id));
    }
}
