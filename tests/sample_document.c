#include "tests/sample_document.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/statistics.h"
#include "reports/render/pdf.h"

#include <math.h>

int32_t sample_month(int i)
{
    return date_month_end(date_add_months(date_from_parts((struct date_parts){2019, 1, 1}), i));
}

/* Numbers that look like data and are the same everywhere. */
static double sample_noise(int seed, int i)
{
    return sin(seed * 12.9898 + i * 78.233) * 0.5 + sin(i * 3.7 + seed) * 0.5;
}

static double sample_tenth(double value)
{
    return floor(value * 10 + 0.5) / 10;
}

struct block *sample_block(struct document *document, struct page *page, enum block_kind kind, const char *id,
                           enum block_width width)
{
    struct block *block = page_add_block(document, page, kind, id);
    block->width = width;
    block->frame = kind == BLOCK_TEXT ? NULL : document_frame(document);
    block->alt = document_printf(document, "Chart %s: values over time with their latest figure and target", id);
    return block;
}

static struct frame *sample_series(struct document *document, int seed, double level)
{
    struct frame *frame = document_frame(document);
    frame_add_column(frame, "period", "Month", UNIT_DATE);
    frame_add_column(frame, "value", "Value", UNIT_PERCENT);
    for (int i = 0; i < SAMPLE_MONTHS; i++) {
        frame_add_number(frame, sample_month(i), NULL);
        frame_add_number(frame, sample_tenth(level + i * 0.6 + 6 * sample_noise(seed, i)), NULL);
    }
    return frame;
}

static void sample_glance_row(struct frame *frame, int i)
{
    static const char *const TOPICS[] = {"Demand", "Timeliness", "Plans", "Annual reviews", "Families", "Money"};
    static const char *const TITLES[] = {"Requests received",   "Plans issued within 20 weeks, exceptions left out",
                                         "Open plans",          "Annual reviews decided within 4 weeks of the meeting",
                                         "Complaints received", "Forecast spend on high needs"};
    static const char *const UNITS[] = {"number", "percent", "number", "percent", "number", "pounds"};
    static const enum unit KINDS[] = {UNIT_NUMBER, UNIT_PERCENT, UNIT_NUMBER, UNIT_PERCENT, UNIT_NUMBER, UNIT_POUNDS};
    static const char *const RATINGS[] = {"Green", "Amber", "Red", "Not rated"};
    static const char *const TRAVELS[] = {"Better", "Worse", "No change", "Up", "Down"};
    const int topic = i / 5;
    g_autofree char *ref = g_strdup_printf("%c%02d", TITLES[topic][0], i % 5 + 1);
    const double value = KINDS[topic] == UNIT_POUNDS   ? 25131468.05 + i
                         : KINDS[topic] == UNIT_NUMBER ? 3145 - i
                                                       : 47.5 + i;
    frame_add_text(frame, TOPICS[topic]);
    frame_add_text(frame, ref);
    frame_add_text(frame, TITLES[topic]);
    frame_add_text(frame, UNITS[topic]);
    if (i == 7)
        frame_add_symbol(frame, "c");
    else
        frame_add_number_in(frame, value, KINDS[topic], i == 8 ? "u" : NULL);
    frame_add_number_in(frame, value - 3.5, KINDS[topic], NULL);
    frame_add_number_in(frame, 3.5, KINDS[topic], NULL);
    frame_add_number_in(frame, 60, KINDS[topic], NULL);
    frame_add_text(frame, RATINGS[i % 4]);
    frame_add_text(frame, TRAVELS[i % 5]);
    if (i % 3 == 0)
        frame_add_number_in(frame, 58, UNIT_PERCENT, NULL);
    else
        frame_add_symbol(frame, "x");
    frame_add_symbol(frame, "x");
    frame_add_number_in(frame, i, UNIT_NUMBER, NULL);
}

static void sample_glance(struct document *document)
{
    static const char *const COLUMNS[][2] = {
        {"topic", "Topic"},    {"ref", "Ref"},         {"title", "Measure"},
        {"unit", "Unit"},      {"value", "Latest"},    {"previous", "Previous board"},
        {"change", "Change"},  {"target", "Target"},   {"rating", "Rating"},
        {"travel", "Travel"},  {"england", "England"}, {"region", "North West"},
        {"trend", "Two years"}};
    struct page *page = document_add_page(document, "glance", "At a glance");
    page->finding = "Of 30 measures 8 meet their target, 8 miss it narrowly and 7 miss it; 7 are not rated.";
    page->source = "Source: the council's case management system, 21 January 2021. Definitions: annex.";
    struct block *block = sample_block(document, page, BLOCK_GLANCE, "glance", WIDTH_FULL);
    block->title = "All measures, by topic";
    for (size_t i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
        frame_add_column(block->frame, COLUMNS[i][0], COLUMNS[i][1],
                         i < 4 || i == 8 || i == 9 ? UNIT_TEXT : UNIT_DECIMAL);
    block->series = g_ptr_array_new();
    for (int i = 0; i < 30; i++) {
        g_ptr_array_add(block->series, sample_series(document, i, 40));
        sample_glance_row(block->frame, i);
    }
}

static void sample_spc_rows(struct frame *frame, int seed)
{
    static const char *const COLUMNS[] = {"value", "mean", "lower", "upper"};
    double values[SAMPLE_MONTHS];
    int phases[SAMPLE_MONTHS];
    struct xmr_point points[SAMPLE_MONTHS];
    for (int i = 0; i < SAMPLE_MONTHS; i++) {
        phases[i] = i >= 14;
        values[i] =
            sample_tenth((i >= 14 ? 72 : 31) + 9 * sample_noise(seed, i) + (i > 21 ? 22 : 0) - (i == 6 ? 25 : 0));
        values[i] = fmax(fmin(values[i], 100), 2);
    }
    statistics_xmr(values, phases, SAMPLE_MONTHS, (struct xmr_range){0, 100}, points);
    frame_add_column(frame, "period", "Month", UNIT_DATE);
    for (size_t i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
        frame_add_column(frame, COLUMNS[i], COLUMNS[i], UNIT_PERCENT);
    frame_add_column(frame, "signal", "Signal", UNIT_TEXT);
    frame_add_column(frame, "target", "Target", UNIT_PERCENT);
    frame_add_column(frame, "phase", "Phase", UNIT_NUMBER);
    for (int i = 0; i < SAMPLE_MONTHS; i++) {
        frame_add_number(frame, sample_month(i), NULL);
        frame_add_number(frame, values[i], NULL);
        frame_add_number(frame, sample_tenth(points[i].mean), NULL);
        frame_add_number(frame, points[i].lower, NULL);
        frame_add_number(frame, points[i].upper, NULL);
        frame_add_text(frame, points[i].direction == 0  ? "usual"
                              : points[i].direction > 0 ? "improving"
                                                        : "concerning");
        frame_add_number(frame, 60, NULL);
        frame_add_number(frame, phases[i], NULL);
    }
}

static void sample_stack_rows(struct frame *frame)
{
    frame_add_column(frame, "period", "Month", UNIT_DATE);
    frame_add_column(frame, "settings", "Settings", UNIT_NUMBER);
    frame_add_column(frame, "parents", "Parents and young people", UNIT_NUMBER);
    frame_add_column(frame, "others", "Professionals", UNIT_NUMBER);
    for (int i = 0; i < SAMPLE_MONTHS; i++) {
        frame_add_number(frame, sample_month(i), NULL);
        frame_add_number(frame, floor(40 + 10 * sample_noise(3, i)), NULL);
        frame_add_number(frame, floor(12 + 6 * sample_noise(4, i)), NULL);
        frame_add_number(frame, floor(2 + 2 * sample_noise(5, i)), NULL);
    }
}

static void sample_bars_rows(struct frame *frame, bool has_interval)
{
    static const char *const NAMES[] = {"Speech, language and communication",
                                        "Autistic spectrum disorder",
                                        "Social, emotional and mental health",
                                        "Moderate learning difficulty",
                                        "Physical disability",
                                        "Hearing impairment",
                                        "Multi-sensory impairment"};
    frame_add_column(frame, "category", "Need", UNIT_TEXT);
    frame_add_column(frame, "value", "Percent", UNIT_PERCENT);
    frame_add_column(frame, "benchmark", "England", UNIT_PERCENT);
    if (has_interval) {
        frame_add_column(frame, "lower", "Lower", UNIT_PERCENT);
        frame_add_column(frame, "upper", "Upper", UNIT_PERCENT);
    }
    for (int i = 0; i < (int)G_N_ELEMENTS(NAMES); i++) {
        frame_add_text(frame, NAMES[i]);
        if (i == 6)
            frame_add_symbol(frame, "c");
        else
            frame_add_number(frame, 38.2 - i * 5.5, i == 5 ? "u" : NULL);
        frame_add_number(frame, 30 - i * 3.6, NULL);
        for (int side = -1; has_interval && side <= 1; side += 2) {
            if (i == 6)
                frame_add_blank(frame);
            else
                frame_add_number(frame, 38.2 - i * 5.5 + side * 3, NULL);
        }
    }
}

static void sample_multiples_rows(struct frame *frame)
{
    static const char *const PANELS[] = {"Crewe",    "Macclesfield", "Congleton and Holmes Chapel",
                                         "Nantwich", "Wilmslow",     "Knutsford"};
    frame_add_column(frame, "panel", "Locality", UNIT_TEXT);
    frame_add_column(frame, "period", "Month", UNIT_DATE);
    frame_add_column(frame, "value", "Percent", UNIT_PERCENT);
    frame_add_column(frame, "target", "Target", UNIT_PERCENT);
    for (int p = 0; p < (int)G_N_ELEMENTS(PANELS); p++)
        for (int i = 0; i < 12; i++) {
            frame_add_text(frame, PANELS[p]);
            frame_add_number(frame, sample_month(i), NULL);
            if (p == 3 && i == 5)
                frame_add_symbol(frame, "c");
            else
                frame_add_number(frame, sample_tenth(50 + p * 6 + 14 * sample_noise(p, i)), NULL);
            frame_add_number(frame, 60, NULL);
        }
}

static void sample_line_rows(struct frame *frame)
{
    frame_add_column(frame, "period", "Month", UNIT_DATE);
    frame_add_column(frame, "value", "Open plans", UNIT_NUMBER);
    frame_add_column(frame, "value2", "Places", UNIT_NUMBER);
    for (int i = 0; i < SAMPLE_MONTHS; i++) {
        frame_add_number(frame, sample_month(i), NULL);
        frame_add_number(frame, floor(2600 + i * 24 + 12 * sample_noise(2, i)), NULL);
        if (i % 11 == 3)
            frame_add_blank(frame);
        else
            frame_add_number(frame, floor(2500 + i * 12), NULL);
    }
}

static void sample_timeliness(struct document *document)
{
    struct page *page = document_add_page(document, "timeliness", "Timeliness");
    page->finding =
        "47.5% of plans were issued within 20 weeks in the twelve months to 21 January 2021, 3.5 points more than at "
        "the previous board and 12.5 below the target of 60%.";
    page->source = "Source: cases, January 2019 to January 2021. Definitions: T01, T02 in the annex.";
    struct block *spc = sample_block(document, page, BLOCK_SPC, "t01_spc", WIDTH_FULL);
    spc->title = "More plans are issued in time since March 2020";
    spc->subtitle = "Plans issued within 20 weeks, Cheshire East, months, percent";
    spc->reference = "T01";
    spc->note = "Limits are re-based in March 2020: ten case workers joined.";
    sample_spc_rows(spc->frame, 1);
    struct block *stack = sample_block(document, page, BLOCK_STACK, "d01_stack", WIDTH_HALF);
    stack->title = "Parents ask more often";
    stack->subtitle = "Requests by who asked, months, number";
    stack->reference = "D01";
    sample_stack_rows(stack->frame);
    struct block *bars = sample_block(document, page, BLOCK_BARS, "c01_need", WIDTH_HALF);
    bars->title = "Speech and language is the most frequent need";
    bars->subtitle = "Open plans by primary need, percent";
    bars->reference = "C01";
    sample_bars_rows(bars->frame, false);
}

static void sample_localities(struct document *document)
{
    struct page *page = document_add_page(document, "localities", "Localities");
    page->finding = "Knutsford is the quickest and Crewe the slowest locality.";
    page->source = "Source: cases, 2019. Definitions: T01 in the annex.";
    struct block *multiples = sample_block(document, page, BLOCK_MULTIPLES, "t01_localities", WIDTH_FULL);
    multiples->title = "All localities but Crewe come near the target";
    multiples->subtitle = "Plans issued within 20 weeks by locality, months of 2019, percent; dashes: target 60";
    sample_multiples_rows(multiples->frame);
    struct block *line = sample_block(document, page, BLOCK_LINE, "c01_line", WIDTH_HALF);
    line->title = "Plans grow faster than places";
    line->subtitle = "Open plans and places, ends of months, number";
    sample_line_rows(line->frame);
    struct block *dots = sample_block(document, page, BLOCK_BARS, "x05_bars", WIDTH_HALF);
    dots->title = "Most families feel heard";
    dots->subtitle = "Positive answers with 95% intervals, percent";
    dots->is_unrated = true;
    sample_bars_rows(dots->frame, true);
}

static void sample_funnel_rows(struct frame *frame)
{
    static const char *const COLUMNS[] = {"value", "mean", "lower95", "upper95", "lower998", "upper998"};
    frame_add_column(frame, "category", "School", UNIT_TEXT);
    frame_add_column(frame, "denominator", "Reviews due in the year", UNIT_NUMBER);
    for (size_t i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
        frame_add_column(frame, COLUMNS[i], COLUMNS[i], UNIT_PERCENT);
    for (int i = 0; i < 40; i++) {
        const double n = 10 + floor(90 * fabs(sample_noise(9, i)));
        const struct interval inner = statistics_funnel(0.72, n, STATISTICS_Z95),
                              outer = statistics_funnel(0.72, n, STATISTICS_Z998);
        const double numbers[] = {sample_tenth(fmin(72 + 24 * sample_noise(7, i), 100)),
                                  72,
                                  inner.lower * 100,
                                  inner.upper * 100,
                                  outer.lower * 100,
                                  outer.upper * 100};
        g_autofree char *name = g_strdup_printf("School %d", i + 1);
        frame_add_text(frame, name);
        frame_add_number(frame, n, NULL);
        for (size_t j = 0; j < G_N_ELEMENTS(numbers); j++)
            frame_add_number(frame, numbers[j], NULL);
    }
}

static void sample_waterfall_rows(struct frame *frame)
{
    static const struct {
        const char *name, *kind;
        double value;
    } ROWS[] = {{"High needs grant", "total", 42500000},
                {"Independent places", "added", 6200000},
                {"Top-up in mainstream", "added", 3900000},
                {"Resourced provision", "taken off", 1800000},
                {"Forecast spend", "total", 50800000}};
    frame_add_column(frame, "category", "Line", UNIT_TEXT);
    frame_add_column(frame, "value", "Pounds", UNIT_POUNDS);
    frame_add_column(frame, "kind", "Added or taken off", UNIT_TEXT);
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        frame_add_text(frame, ROWS[i].name);
        frame_add_number(frame, ROWS[i].value, NULL);
        frame_add_text(frame, ROWS[i].kind);
    }
}

static void sample_fan_rows(struct frame *frame)
{
    static const char *const YEARS[] = {"2020-21", "2021-22", "2022-23", "2023-24"};
    frame_add_column(frame, "period", "Year", UNIT_TEXT);
    frame_add_column(frame, "value", "With savings", UNIT_POUNDS);
    frame_add_column(frame, "low", "Low", UNIT_POUNDS);
    frame_add_column(frame, "high", "High", UNIT_POUNDS);
    frame_add_column(frame, "value2", "Without savings", UNIT_POUNDS);
    for (int i = 0; i < (int)G_N_ELEMENTS(YEARS); i++) {
        frame_add_text(frame, YEARS[i]);
        frame_add_number(frame, -3e6 - i * 1.8e6, NULL);
        frame_add_number(frame, -3e6 - i * 2.4e6, NULL);
        frame_add_number(frame, -3e6 - i * 1.2e6, NULL);
        frame_add_number(frame, -3e6 - i * 3.1e6, NULL);
    }
}

static void sample_money(struct document *document)
{
    struct page *page = document_add_page(document, "money", "Money");
    page->finding = "Spending will exceed the grant by £8.3 million in 2020-21.";
    page->source = "Source: high needs budget, January 2021. Definitions: F01 to F05 in the annex.";
    struct block *waterfall = sample_block(document, page, BLOCK_WATERFALL, "f01_waterfall", WIDTH_HALF);
    waterfall->title = "Independent places cost most beyond the grant";
    waterfall->subtitle = "From the grant to the forecast, 2020-21, pounds";
    sample_waterfall_rows(waterfall->frame);
    struct block *fan = sample_block(document, page, BLOCK_FAN, "f05_fan", WIDTH_HALF);
    fan->title = "Savings halve the deficit by 2023-24";
    fan->subtitle = "Cumulative balance with low and high case, pounds";
    sample_fan_rows(fan->frame);
    struct block *funnel = sample_block(document, page, BLOCK_FUNNEL, "r01_funnel", WIDTH_FULL);
    funnel->title = "Few schools differ from the average by more than chance";
    funnel->subtitle = "Annual reviews held in time by school, percent";
    sample_funnel_rows(funnel->frame);
}

static void sample_annex(struct document *document)
{
    struct page *page = document_add_page(document, "annex", "Annex: definitions");
    page->source = "Definitions are read from the measures' files.";
    struct block *text = sample_block(document, page, BLOCK_TEXT, "intro", WIDTH_FULL);
    text->title = "How measures are counted";
    text->paragraphs = g_ptr_array_new();
    g_ptr_array_add(text->paragraphs, (gpointer)(guintptr) "A year is the twelve months that end on the day counted. "
                                                           "Counts of one to four children are "
                                                           "not shown; a second cell is hidden where the first could "
                                                           "be worked out from the rest of the table.");
    struct block *table = sample_block(document, page, BLOCK_TABLE, "definitions", WIDTH_FULL);
    table->title = "Definitions";
    frame_add_column(table->frame, "ref", "Reference", UNIT_TEXT);
    frame_add_column(table->frame, "title", "Measure", UNIT_TEXT);
    frame_add_column(table->frame, "definition", "Definition", UNIT_TEXT);
    frame_add_column(table->frame, "owner", "Owner", UNIT_TEXT);
    frame_add_column(table->frame, "target", "Target", UNIT_PERCENT);
    for (int i = 0; i < 40; i++) {
        g_autofree char *ref = g_strdup_printf("T%02d", i + 1);
        frame_add_text(table->frame, ref);
        frame_add_text(table->frame, "Plans issued within 20 weeks");
        frame_add_text(
            table->frame,
            "Plans issued at most 140 days after the request, of all plans issued; Week20 exceptions and cases with "
            "mediation or a tribunal are left out.");
        frame_add_text(table->frame, "Head of SEND");
        frame_add_number(table->frame, 60, NULL);
    }
    struct block *empty = sample_block(document, page, BLOCK_LINE, "h01_line", WIDTH_FULL);
    empty->title = "Waiting times of therapies";
    empty->frame = NULL;
    empty->empty = "[x] The extract therapy_waits is missing.";
}

struct document *sample_document(void)
{
    static const struct note NOTES[] = {
        {"[c]", "Confidential: a count of one to four children, or one from which it could be worked out."},
        {"[x]", "Not available."},
        {"[z]", "Not applicable."},
        {"[u]", "Low reliability: fewer than ten cases; not rated."}};
    struct document *document = document_new();
    document->name = "send-scorecard";
    document->title = "SEND scorecard";
    document->subtitle = "Special educational needs and disabilities 0 to 25";
    document->authority = "Cheshire East";
    document->marking = "OFFICIAL";
    document->contact = "send-scorecard@example.org";
    document->subject = "Scorecard of the SEND board";
    document->keywords = "SEND, scorecard";
    document->as_at = date_from_parts((struct date_parts){2021, 1, 21});
    document->board_date = document->as_at;
    document->next_edition = "18 March 2021";
    g_ptr_array_add(document->cover, (gpointer)(guintptr)document_text(document, "30 measures on 5 pages"));
    g_ptr_array_add(document->how_to_read,
                    (gpointer)(guintptr)document_text(
                        document,
                        "Each page opens with what was found. Ratings compare a figure with its target; control "
                        "charts say whether a change is more than chance. Both are shown, since neither says what the "
                        "other does."));
    g_array_append_vals(document->notes, NOTES, G_N_ELEMENTS(NOTES));
    sample_glance(document);
    sample_timeliness(document);
    sample_localities(document);
    sample_money(document);
    sample_annex(document);
    return document;
}

bool sample_write_pdf(const struct document *document, const char *path, GError **error)
{
    struct typesetter *typesetter = typesetter_new(error);
    struct book *book = book_new(document);
    if (typesetter != NULL)
        book_lay_pages(book, typesetter);
    const bool is_drawn = typesetter != NULL && book_draw(book, typesetter, error);
    if (!is_drawn)
        g_prefix_error(error, "%s: ", path);
    const bool is_written = is_drawn && book_write(book, path, error);
    book_free(book);
    typesetter_free(typesetter);
    return is_written;
}
