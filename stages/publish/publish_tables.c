/* Builders of tables: categories, two-way tables, DfE's published figures. */
#include "stages/publish/publish_block.h"

#include "reports/render/unit.h"
#include "stages/judge/sentence.h"

static void add_category_rows(struct publisher *p, struct frame *frame, const struct report_block *from)
{
    const int32_t end = publish_end(p, from->measure);
    const int32_t before_end = from->period == PERIOD_CENSUS ? end : p->calendar->previous_board;
    g_autoptr(GPtrArray) categories = publish_categories(p, from->measure, from->split, from->period, end);
    for (guint i = 0; i < categories->len && (from->most == 0 || i < from->most); i++) {
        const struct figure *now = categories->pdata[i];
        const struct figure *before = before_end == end ? NULL
                                                        : figures_find(p->figures, from->measure->id, from->split,
                                                                       now->category, from->period, before_end);
        frame_add_text(frame, standing_label(p->standing, from->split, now->category));
        publish_add_figure(frame, from->measure, now);
        if (before_end == end)
            frame_add_symbol(frame, "z");
        else
            publish_add_figure(frame, from->measure, before);
        publish_add_change(frame, now, before);
    }
}

/* Whether any of the measures had a figure at the previous board: a census has not, nor what is counted as at a day
 * alone. */
static bool has_previous(struct publisher *p, const GArray *measures)
{
    for (guint i = 0; i < measures->len; i++)
        if (publish_review(p, g_array_index(measures, const struct measure *, i)).before != NULL)
            return true;
    return false;
}

/* Whether any of the measures is a share of cases, or an average of them. */
static bool has_cases(const GArray *measures)
{
    for (guint i = 0; i < measures->len; i++) {
        const enum measure_kind kind = g_array_index(measures, const struct measure *, i)->kind;
        if (kind == MEASURE_RATE || kind == MEASURE_MEDIAN || kind == MEASURE_MEAN)
            return true;
    }
    return false;
}

/* What columns a table of measures has beside their latest figures. */
struct measure_columns {
    bool has_cases, has_previous;
};

static void add_measure_rows(struct publisher *p, struct frame *frame, const GArray *measures,
                             struct measure_columns columns)
{
    for (guint i = 0; i < measures->len; i++) {
        const struct measure *measure = g_array_index(measures, const struct measure *, i);
        const struct review review = publish_review(p, measure);
        g_autofree char *name = publish_name(measure);
        frame_add_text(frame, name);
        frame_add_text(frame, publish_unit_words(measure));
        g_autofree char *numbers = publish_numbers_behind(review.now);
        if (columns.has_cases)
            frame_add_text(frame, review.now != NULL && *review.now->symbol == 'x' ? "[x]" : numbers);
        if (columns.has_previous)
            publish_add_now_and_before(frame, &review);
        else
            publish_add_headline(frame, &review);
    }
}

static void add_day_column(struct publisher *p, struct frame *frame, const char *name, int32_t day, enum unit unit)
{
    const struct period period = {.kind = PERIOD_DAY, .start = day, .end = day};
    g_autofree char *title = publish_period_label(&period);
    frame_add_column(frame, name, document_text(p->document, title), unit);
}

/* Each figure stands for a period of its own, so that no column has a date. */
static void add_measure_columns(struct frame *frame, struct measure_columns columns)
{
    frame_add_column(frame, "category", "Measure", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    if (columns.has_cases)
        frame_add_column(frame, "numbers", "Cases behind it", UNIT_TEXT);
    frame_add_column(frame, "value", "Latest", UNIT_NUMBER);
    if (!columns.has_previous)
        return;
    frame_add_column(frame, "previous", "Previous board", UNIT_NUMBER);
    frame_add_column(frame, "change", "Change", UNIT_NUMBER);
}

static void fill_measures(struct publisher *p, struct frame *frame, const GArray *measures)
{
    const struct measure_columns columns = {has_cases(measures), has_previous(p, measures)};
    add_measure_columns(frame, columns);
    add_measure_rows(p, frame, measures, columns);
}

static void fill_categories(struct publisher *p, struct frame *frame, const struct report_block *from)
{
    const enum unit unit = from->measure->unit;
    frame_add_column(frame, "category", publish_split_title(p, from->split), UNIT_TEXT);
    add_day_column(p, frame, "value", p->calendar->as_at, unit);
    add_day_column(p, frame, "previous", p->calendar->previous_board, unit);
    frame_add_column(frame, "change", "Change", unit);
    add_category_rows(p, frame, from);
}

/* Rows are measures, or the categories of one measure's split; columns are this board, the previous board and the
 * change. */
void build_table(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    if (is_empty)
        return;
    const bool is_of_categories = from->measure != NULL && from->split != NULL;
    struct frame *frame = block->frame = document_frame(p->document);
    block->is_dense = !is_of_categories;
    if (is_of_categories)
        fill_categories(p, frame, from);
    else
        fill_measures(p, frame, from->measures);
    publish_note_missing(p, block, from->measures);
    block->is_missing = publish_are_missing(p, from->measures);
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block, "[z] There is no case to show.");
}

static int find_text(GPtrArray *texts, const char *text)
{
    for (guint i = 0; i < texts->len; i++)
        if (g_str_equal(texts->pdata[i], text))
            return (int)i;
    return -1;
}

/* The categories of both splits of a two-way figure, in the order pages show; the caller unrefs. */
static GPtrArray *categories_of(const struct publisher *p, const struct report_block *from, const char *split,
                                int32_t end)
{
    g_autoptr(GPtrArray) figures = publish_categories(p, from->measure, split, from->period, end);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < figures->len; i++)
        g_ptr_array_add(names, g_strdup(((const struct figure *)figures->pdata[i])->category));
    return names;
}

static void add_pair_row(struct publisher *p, struct frame *frame, const struct report_block *from,
                         const char *category, GPtrArray *columns, int32_t end)
{
    g_autofree char *breakdown = g_strdup_printf("%s|%s", from->split, from->by);
    frame_add_text(frame, standing_label(p->standing, from->split, category));
    for (guint i = 0; i < columns->len; i++) {
        g_autofree char *both = g_strdup_printf("%s|%s", category, (const char *)columns->pdata[i]);
        publish_add_figure(frame, from->measure,
                           figures_find(p->figures, from->measure->id, breakdown, both, from->period, end));
    }
    publish_add_figure(frame, from->measure,
                       figures_find(p->figures, from->measure->id, from->split, category, from->period, end));
}

/* What the columns come to, over the rows that are shown and those that are not. */
static void add_pair_total(struct publisher *p, struct frame *frame, const struct report_block *from,
                           GPtrArray *columns, int32_t end)
{
    frame_add_text(frame, "Total");
    for (guint i = 0; i < columns->len; i++)
        publish_add_figure(frame, from->measure,
                           figures_find(p->figures, from->measure->id, from->by, columns->pdata[i], from->period, end));
    publish_add_figure(frame, from->measure,
                       figures_find(p->figures, from->measure->id, "all", "all", from->period, end));
}

/* "Most: Autistic spectrum disorder, 5 to 10, 335", over all but the totals; NULL: nothing is shown but 0. */
static char *largest_cell(const struct frame *frame)
{
    const struct frame_cell *most = NULL;
    guint row_of_most = 0, column_of_most = 0;
    bool has_hidden = false;
    for (guint row = 0; row + 1 < frame_n_rows(frame); row++)
        for (guint column = 1; column + 1 < frame_n_columns(frame); column++) {
            const struct frame_cell *cell = frame_cell(frame, row, column);
            has_hidden |= cell->kind == FRAME_SYMBOL;
            if (cell->kind != FRAME_NUMBER || (most != NULL && cell->number <= most->number))
                continue;
            most = cell;
            row_of_most = row;
            column_of_most = column;
        }
    if (most == NULL || most->number == 0)
        return NULL;
    g_autofree char *value = unit_phrase(most->unit, most->number);
    return g_strdup_printf("Most%s: %s, %s, %s", has_hidden ? " shown" : "", frame_cell(frame, row_of_most, 0)->text,
                           frame_column(frame, column_of_most)->title, value);
}

static void name_pair(struct publisher *p, struct block *block, const struct report_block *from)
{
    g_autofree char *by = publish_split_words(from->by), *split = publish_split_words(from->split);
    g_autofree char *title = largest_cell(block->frame), *period = publish_period_words(p, from);
    block->subtitle = document_printf(p->document, "%s by %s and %s, %s, %s, %s", from->measure->title, split, by,
                                      p->document->authority, period, publish_unit_words(from->measure));
    if (from->title == NULL && title != NULL && sentence_words(title) <= SENTENCE_MOST_WORDS)
        block->title = document_text(p->document, title);
}

/* Rows are the categories of one split, columns those of another. */
void build_pair(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    if (is_empty)
        return;
    const int32_t end = publish_end(p, from->measure);
    g_autoptr(GPtrArray) rows = categories_of(p, from, from->split, end);
    g_autoptr(GPtrArray) columns = categories_of(p, from, from->by, end);
    if (rows->len == 0) {
        publish_empty(p, block, "[z] There is no case to show.");
        return;
    }
    block->is_dense = true;
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "category", publish_split_title(p, from->split), UNIT_TEXT);
    for (guint i = 0; i < columns->len; i++)
        frame_add_column(frame, columns->pdata[i], standing_label(p->standing, from->by, columns->pdata[i]),
                         from->measure->unit);
    frame_add_column(frame, "total", "Total", from->measure->unit);
    for (guint i = 0; i < rows->len; i++)
        add_pair_row(p, frame, from, rows->pdata[i], columns, end);
    add_pair_total(p, frame, from, columns, end);
    name_pair(p, block, from);
}

static void add_published_cell(struct frame *frame, const GArray *published, const char *period,
                               enum geography geography)
{
    for (guint i = 0; i < published->len; i++) {
        const struct benchmark *benchmark = &g_array_index(published, struct benchmark, i);
        if (benchmark->geography != geography || !g_str_equal(benchmark->period, period))
            continue;
        if (benchmark->has_value)
            frame_add_number(frame, benchmark->value, NULL);
        else
            frame_add_symbol(frame, "x");
        return;
    }
    frame_add_symbol(frame, "x");
}

/* What DfE publishes, year by year: the council, its region, England. */
void build_published(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_missing;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_missing);
    block->empty = NULL; /* DfE's figures stand whether or not our own extract is there */
    block->is_missing = false;
    if (from->title == NULL)
        block->title = "What DfE publishes, year by year"; /* our own figure is not what stands here */
    block->subtitle = document_printf(p->document, "%s, %s, as DfE publishes it for each year that has ended",
                                      from->measure->title, publish_unit_words(from->measure));
    block->source = document_text(p->document, "Source: DfE, Education, health and care plans");
    g_autoptr(GArray) published = standing_published(p->standing, from->measure->id);
    g_autoptr(GPtrArray) years = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < published->len; i++)
        if (find_text(years, g_array_index(published, struct benchmark, i).period) < 0)
            g_ptr_array_add(years, g_strdup(g_array_index(published, struct benchmark, i).period));
    if (years->len == 0) {
        publish_empty(p, block, "[x] DfE's published file has not been loaded, or no year of it had ended.");
        return;
    }
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "year", "Year", UNIT_TEXT);
    frame_add_column(frame, "council", p->document->authority, from->measure->unit);
    frame_add_column(frame, "region", "Region", from->measure->unit);
    frame_add_column(frame, "england", "England", from->measure->unit);
    for (guint i = 0; i < years->len; i++) {
        frame_add_text(frame, years->pdata[i]);
        add_published_cell(frame, published, years->pdata[i], GEOGRAPHY_COUNCIL);
        add_published_cell(frame, published, years->pdata[i], GEOGRAPHY_REGION);
        add_published_cell(frame, published, years->pdata[i], GEOGRAPHY_ENGLAND);
    }
}
