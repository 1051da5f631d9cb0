#include "stages/ees/ees_private.h"

#include "pipeline/lib/csv_write.h"

#include <string.h>

/* Splits that the standard wants in files of their own. */
static const char *const left_out[] = {"school"};

struct row {
    const char *breakdown, *category;
    char *label;
};

/* One file in the making. */
struct making {
    const struct ees_source *source;
    const struct ees_kind *kind;
    GArray *periods;     /* struct period, oldest first */
    GArray *rows;        /* struct row, `all` first */
    GArray *measures;    /* const struct measure *, by reference */
    GArray *indicators;  /* struct ees_indicator */
    GHashTable *counted; /* "measure end": the periods that a measure was counted for */
};

static bool is_published(const char *breakdown)
{
    for (guint i = 0; i < G_N_ELEMENTS(left_out); i++)
        if (g_str_equal(left_out[i], breakdown))
            return false;
    return strchr(breakdown, '|') == NULL;
}

static char *counted_key(const struct measure *measure, int32_t end)
{
    return g_strdup_printf("%s %d", measure->id, end);
}

static int compare_periods(const void *a, const void *b)
{
    const struct period *left = a, *right = b;
    return (left->end > right->end) - (left->end < right->end);
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *left = a, *right = b;
    const int order = figures_compare_breakdowns(left->breakdown, right->breakdown);
    return order != 0 ? order : strcmp(left->category, right->category);
}

static void add_period(struct making *making, const struct period *period, GHashTable *seen)
{
    if (g_hash_table_add(seen, GINT_TO_POINTER(period->end)))
        g_array_append_val(making->periods, *period);
}

static void add_row(struct making *making, const struct figure *figure, GHashTable *seen)
{
    char *key = g_strdup_printf("%s\t%s", figure->breakdown, figure->category);
    if (g_hash_table_contains(seen, key)) {
        g_free(key);
        return;
    }
    g_hash_table_add(seen, key);
    const struct row row = {figure->breakdown, figure->category, NULL};
    g_array_append_val(making->rows, row);
}

/* A measure whose extract is missing stands in its files as not available. */
static bool belongs(const struct making *making, const struct measure *measure, GHashTable *counted)
{
    if (g_hash_table_contains(counted, measure))
        return true;
    for (guint i = 0; measure->is_missing && !measure->is_as_at_only && i < measure->n_periods; i++)
        if (ees_kind_takes(making->kind, measure->periods[i]))
            return true;
    return false;
}

static void list_measures(struct making *making, GHashTable *counted)
{
    for (guint i = 0; i < measures_count(making->source->measures); i++) {
        const struct measure *measure = measures_at(making->source->measures, i);
        if (belongs(making, measure, counted))
            g_array_append_val(making->measures, measure);
    }
    g_array_sort(making->measures, measures_compare_refs);
    for (guint i = 0; i < making->measures->len; i++)
        ees_add_indicators(making->indicators, g_array_index(making->measures, const struct measure *, i),
                           making->kind->when);
}

static bool has_same_time(const struct making *making, guint first, guint second)
{
    struct ees_time one, other;
    making->kind->read(&g_array_index(making->periods, struct period, first), &one);
    making->kind->read(&g_array_index(making->periods, struct period, second), &other);
    return g_str_equal(one.period, other.period) && g_str_equal(one.identifier, other.identifier);
}

/* The standard has one name for all days of a term: of two censuses of one the later stands for it. */
static void keep_last_of_each_time(struct making *making)
{
    for (guint i = making->periods->len; i > 1; i--)
        if (has_same_time(making, i - 2, i - 1))
            g_array_remove_index(making->periods, i - 2);
}

static void collect(struct making *making)
{
    g_autoptr(GHashTable) periods = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) counted = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < figures_count(making->source->figures); i++) {
        const struct figure *figure = figures_row(making->source->figures, i);
        struct ees_time time;
        if (!ees_kind_takes(making->kind, figure->period.kind) || !is_published(figure->breakdown) ||
            !making->kind->read(&figure->period, &time))
            continue;
        g_hash_table_add(counted, (void *)(uintptr_t)figure->measure);
        add_period(making, &figure->period, periods);
        add_row(making, figure, rows);
        g_hash_table_add(making->counted, counted_key(figure->measure, figure->period.end));
    }
    g_array_sort(making->periods, compare_periods);
    keep_last_of_each_time(making);
    g_array_sort(making->rows, compare_rows);
    list_measures(making, counted);
}

/* "primary_need" as "Primary need"; `all` and the aggregate of every split are called Total. */
static char *topic_label(const char *breakdown)
{
    if (g_str_equal(breakdown, "all"))
        return g_strdup("Total");
    char *label = g_strdelimit(g_strdup(breakdown), "_", ' ');
    label[0] = g_ascii_toupper(label[0]);
    return label;
}

static char *category_label(const struct making *making, const struct row *row)
{
    if (g_str_equal(row->breakdown, "all"))
        return g_strdup("Total");
    if (g_str_equal(row->category, "unknown"))
        return g_strdup("Unknown");
    return g_strstrip(g_strdup(standing_label(making->source->standing, row->breakdown, row->category)));
}

/* Two codes of one label are told apart. */
static void label_rows(struct making *making)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < making->rows->len; i++) {
        struct row *row = &g_array_index(making->rows, struct row, i);
        row->label = category_label(making, row);
        char *key = g_strdup_printf("%s\t%s", row->breakdown, row->label);
        if (g_hash_table_add(seen, key))
            continue;
        char *longer = g_strdup_printf("%s (%s)", row->label, row->category);
        g_free(row->label);
        row->label = longer;
    }
}

static bool has_split(const struct measure *measure, const char *breakdown)
{
    if (g_str_equal(breakdown, "all"))
        return measure->has_all;
    return g_strv_contains((const char *const *)measure->splits, breakdown);
}

static const struct figure *find_figure(const struct making *making, const struct measure *measure,
                                        const struct row *row, const struct period *period)
{
    const struct figure *found = NULL;
    for (guint i = 0; found == NULL && i < G_N_ELEMENTS(making->kind->kinds); i++)
        found = figures_find(making->source->figures, measure->id, row->breakdown, row->category,
                             making->kind->kinds[i], period->end);
    return found;
}

static void write_cell(const struct making *making, GString *out, const struct ees_indicator *indicator,
                       const struct row *row, const struct period *period)
{
    g_autofree char *key = counted_key(indicator->measure, period->end);
    const struct figure *figure = find_figure(making, indicator->measure, row, period);
    if (!g_hash_table_contains(making->counted, key))
        csv_write_cell(out, "x");
    else if (figure == NULL && !has_split(indicator->measure, row->breakdown))
        csv_write_cell(out, "z");
    else
        ees_write_cell(out, indicator, figure); /* what is missing has one row for all, even where none is counted */
}

static void write_row(const struct making *making, GString *out, const struct row *row, const struct period *period)
{
    const struct ees_area *area = &making->source->area;
    struct ees_time time;
    making->kind->read(period, &time);
    g_autofree char *topic = topic_label(row->breakdown);
    const char *const cells[] = {
        time.period,       time.identifier,   "Local authority", "E92000001",   "England", area->region_code,
        area->region_name, area->old_la_code, area->new_la_code, area->la_name, topic,     row->label};
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
        csv_write_cell(out, cells[i]);
    for (guint i = 0; i < making->indicators->len; i++)
        write_cell(making, out, &g_array_index(making->indicators, struct ees_indicator, i), row, period);
    csv_write_end_row(out);
}

static void write_data(const struct making *making, GString *out)
{
    g_string_append(out,
                    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
                    "old_la_code,new_la_code,la_name,breakdown_topic,breakdown,");
    for (guint i = 0; i < making->indicators->len; i++)
        csv_write_cell(out, g_array_index(making->indicators, struct ees_indicator, i).name);
    csv_write_end_row(out);
    for (guint i = 0; i < making->periods->len; i++)
        for (guint j = 0; j < making->rows->len; j++)
            write_row(making, out, &g_array_index(making->rows, struct row, j),
                      &g_array_index(making->periods, struct period, i));
}

static void clear_row(void *row)
{
    g_free(((struct row *)row)->label);
}

static void make_file(const struct ees_source *source, const struct ees_kind *kind, GPtrArray *files)
{
    struct making making = {
        .source = source,
        .kind = kind,
        .periods = g_array_new(FALSE, FALSE, sizeof(struct period)),
        .rows = g_array_new(FALSE, FALSE, sizeof(struct row)),
        .measures = g_array_new(FALSE, FALSE, sizeof(const struct measure *)),
        .indicators = g_array_new(FALSE, FALSE, sizeof(struct ees_indicator)),
        .counted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    g_array_set_clear_func(making.rows, clear_row);
    g_array_set_clear_func(making.indicators, ees_indicator_clear);
    collect(&making);
    label_rows(&making);
    if (making.periods->len > 0) {
        struct ees_file *file = g_new(struct ees_file, 1);
        *file = (struct ees_file){kind->name, g_string_new(NULL), g_string_new(NULL)};
        write_data(&making, file->data);
        ees_write_meta(file->meta, making.indicators, making.rows->len > 1);
        g_ptr_array_add(files, file);
    }
    g_array_unref(making.periods);
    g_array_unref(making.rows);
    g_array_unref(making.measures);
    g_array_unref(making.indicators);
    g_hash_table_unref(making.counted);
}

static void free_file(void *data)
{
    struct ees_file *file = data;
    g_string_free(file->data, TRUE);
    g_string_free(file->meta, TRUE);
    g_free(file);
}

GPtrArray *ees_make(const struct ees_source *source)
{
    guint n;
    const struct ees_kind *kinds = ees_kinds(&n);
    GPtrArray *files = g_ptr_array_new_with_free_func(free_file);
    for (guint i = 0; i < n; i++)
        make_file(source, &kinds[i], files);
    return files;
}
