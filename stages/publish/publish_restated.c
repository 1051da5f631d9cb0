/* Builders of a report on restatement: the figures that differ between two moments, and the loads that brought it. */
#include "stages/publish/publish_restated.h"
#include "stages/judge/sentence.h"
#include "stages/publish/publish_block.h"
#include "stages/restate/restatement.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"

/* Parts that must not be added (budget and outturn) have no figure for all. */
static void add_one(struct frame *frame, const struct measure *measure, const struct figure *figure)
{
    if (figure == NULL && !measure->has_all)
        frame_add_symbol(frame, "z");
    else
        publish_add_figure(frame, measure, figure);
}

/* Old, new, difference; figures may be NULL. */
static void add_both(struct frame *frame, const struct measure *measure, const struct figure *before,
                     const struct figure *after)
{
    if (figures_are_hidden(before, after)) {
        for (int i = 0; i < 3; i++)
            frame_add_symbol(frame, "c");
        return;
    }
    add_one(frame, measure, before);
    add_one(frame, measure, after);
    double difference;
    if (figures_difference(before, after, &difference))
        frame_add_number_in(frame, difference, measure->unit, NULL);
    else
        frame_add_symbol(frame, "z");
}

static void add_both_columns(struct frame *frame)
{
    frame_add_column(frame, "before", "Old", UNIT_NUMBER);
    frame_add_column(frame, "after", "New", UNIT_NUMBER);
    frame_add_column(frame, "change", "Difference", UNIT_NUMBER);
}

static const struct figure *any_of(const struct restated *row)
{
    return row->after == NULL ? row->before : row->after;
}

static guint count_rows(const struct restatement *restatement, const struct measure *measure)
{
    guint n = 0;
    for (guint i = 0; i < restatement->rows->len; i++)
        n += g_str_equal(any_of(&g_array_index(restatement->rows, struct restated, i))->measure->id, measure->id);
    return n;
}

/* The measures with a figure that differs, as places of their headlines. */
static GArray *measures_restated(const struct publisher *p)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct restated_place));
    for (guint i = 0; i < measures_count(p->measures); i++) {
        const struct restated_place place = {.measure = measures_at(p->measures, i)};
        if (count_rows(p->restatement, place.measure) > 0)
            g_array_append_val(list, place);
    }
    restated_sort(p, list);
    return list;
}

static guint add_measure(const struct publisher *p, struct frame *frame, const struct measure *measure)
{
    const struct restatement *restatement = p->restatement;
    const struct figure *before = figures_headline(restatement->before, measure, p->calendar->as_at);
    const struct figure *after = figures_headline(restatement->after, measure, p->calendar->as_at);
    g_autofree char *name = g_strdup_printf("%s %s", measure->ref, measure->title);
    g_autofree char *loads = restatement_loads_of(restatement, p->measures, measure);
    frame_add_text(frame, name);
    frame_add_text(frame, publish_unit_words(measure));
    add_both(frame, measure, before, after);
    frame_add_number(frame, count_rows(restatement, measure), NULL);
    frame_add_text(frame, loads);
    return figures_differ(before, after);
}

/* How much differs; in words where nothing does. */
static const char *finding_of(const struct publisher *p, guint n_headlines)
{
    const struct restatement *restatement = p->restatement;
    char differing[NUMBER_TEXT_SIZE], compared[NUMBER_TEXT_SIZE];
    const guint n_loads = restatement->loads->len;
    number_format_grouped(restatement->n_compared, compared);
    g_autofree char *loads = n_loads == 0 ? g_strdup("both moments know the same loads")
                                          : g_strdup_printf("%u %s known to one of the two moments only", n_loads,
                                                            n_loads == 1 ? "load is" : "loads are");
    if (restatement->rows->len == 0)
        return document_printf(p->document, "None of %s figures differs as shown; %s.", compared, loads);
    return document_printf(p->document, "%u of %u headline figures %s, and %s of all %s figures; %s.", n_headlines,
                           measures_count(p->measures), n_headlines == 1 ? "differs" : "differ",
                           number_format_grouped(restatement->rows->len, differing), compared, loads);
}

/* One row a measure, whichever of its figures differ. */
static void build_headline(struct publisher *p, struct page *page, struct block *block)
{
    g_autoptr(GArray) list = measures_restated(p);
    struct frame *frame = block->frame;
    guint n_headlines = 0;
    frame_add_column(frame, "measure", "Measure", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    add_both_columns(frame);
    frame_add_column(frame, "figures", "Figures that differ", UNIT_NUMBER);
    frame_add_column(frame, "loads", "Loads", UNIT_TEXT);
    for (guint i = 0; i < list->len; i++)
        n_headlines += add_measure(p, frame, g_array_index(list, struct restated_place, i).measure);
    if (block->title == NULL && n_headlines == 0)
        block->title = document_printf(p->document, "None of %u headline figures differs", measures_count(p->measures));
    else if (block->title == NULL)
        block->title = document_printf(p->document, "%u of %u headline figures %s", n_headlines,
                                       measures_count(p->measures), n_headlines == 1 ? "differs" : "differ");
    if (list->len > 0)
        block->note =
            document_text(p->document, "Loads: their numbers in the table of loads. Where the difference is 0, other "
                                       "cases stand behind the same value, or only splits and other periods differ.");
    if (page->finding == NULL)
        page->finding = finding_of(p, n_headlines);
}

/* A split's rows of earlier days and months stand in restatement.csv alone. */
static bool is_listed(const struct publisher *p, const struct restated *row, enum restated_kind kind)
{
    const struct figure *figure = any_of(row);
    if (row->kind != kind || kind != RESTATED_SPLIT)
        return row->kind == kind;
    return figures_is_current(p->restatement->after, figure, p->calendar->as_at);
}

/* "pathway|weeks_band" and "ASD|12 to 18" as pages have them: "pathway and weeks band", "Autism assessment, 12 to 18
 * weeks". The caller frees. */
static char *split_words(const char *breakdown)
{
    g_auto(GStrv) splits = g_strsplit(breakdown, "|", -1);
    for (guint i = 0; splits[i] != NULL; i++)
        g_strdelimit(splits[i], "_", ' ');
    return g_strjoinv(" and ", splits);
}

static char *category_words(const struct publisher *p, const struct figure *figure)
{
    g_auto(GStrv) splits = g_strsplit(figure->breakdown, "|", -1);
    g_auto(GStrv) categories = g_strsplit(figure->category, "|", (gint)g_strv_length(splits));
    for (guint i = 0; categories[i] != NULL; i++) {
        char *label = g_strdup(standing_label(p->standing, splits[i], categories[i]));
        g_free(categories[i]);
        categories[i] = label;
    }
    return g_strjoinv(", ", categories);
}

static void add_figure(const struct publisher *p, struct frame *frame, const struct restated *row)
{
    const struct figure *figure = any_of(row);
    g_autofree char *name = g_strdup_printf("%s %s", figure->measure->ref, figure->measure->title);
    g_autofree char *split = split_words(figure->breakdown), *category = category_words(p, figure);
    g_autofree char *period = sentence_period(&figure->period);
    frame_add_text(frame, name);
    frame_add_text(frame, row->kind == RESTATED_SPLIT ? split : period);
    if (row->kind == RESTATED_SPLIT)
        frame_add_text(frame, category);
    frame_add_text(frame, publish_unit_words(figure->measure));
    add_both(frame, figure->measure, row->before, row->after);
}

/* Places of the rows of a kind. */
static GArray *list_figures(const struct publisher *p, enum restated_kind kind)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct restated_place));
    for (guint i = 0; i < p->restatement->rows->len; i++) {
        const struct restated *row = &g_array_index(p->restatement->rows, struct restated, i);
        const struct restated_place place = {.measure = any_of(row)->measure, .row = row};
        if (is_listed(p, row, kind))
            g_array_append_val(list, place);
    }
    restated_sort(p, list);
    return list;
}

/* How many are not shown, and why some show no difference. */
static const char *figures_note(struct publisher *p, const GArray *list, gint64 most)
{
    const guint n_alike = restated_count_alike(list);
    const char *first = "", *alike = "";
    char shown[NUMBER_TEXT_SIZE], all[NUMBER_TEXT_SIZE], same[NUMBER_TEXT_SIZE];
    if (most > 0 && list->len > most)
        first = document_printf(p->document, "The first %s of %s; restatement.csv has all.",
                                number_format_grouped(most, shown), number_format_grouped(list->len, all));
    if (n_alike > 0)
        alike = document_printf(p->document,
                                "Last in order %s %s that %s the same as shown: other cases stand behind %s, or the "
                                "difference is less than is printed.",
                                n_alike == 1 ? "is" : "are", number_format_grouped(n_alike, same),
                                n_alike == 1 ? "reads" : "read", n_alike == 1 ? "it" : "them");
    if (*first == '\0' && *alike == '\0')
        return NULL;
    return document_printf(p->document, "%s%s%s", first, *first == '\0' || *alike == '\0' ? "" : " ", alike);
}

/* Figures one by one, at most as many as the report wants. */
static void build_figures(struct publisher *p, struct block *block, enum restated_kind kind, gint64 most)
{
    struct frame *frame = block->frame;
    g_autoptr(GArray) list = list_figures(p, kind);
    const guint n = list->len;
    char number[NUMBER_TEXT_SIZE];
    frame_add_column(frame, "measure", "Measure", UNIT_TEXT);
    frame_add_column(frame, "place", kind == RESTATED_SPLIT ? "Split" : "Period", UNIT_TEXT);
    if (kind == RESTATED_SPLIT)
        frame_add_column(frame, "category", "Category", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    add_both_columns(frame);
    for (guint i = 0; i < n && (i < most || most == 0); i++)
        add_figure(p, frame, g_array_index(list, struct restated_place, i).row);
    const char *what = kind == RESTATED_SPLIT ? "splits" : "other periods";
    if (block->title == NULL && n == 0)
        block->title = document_printf(p->document, "No figure of %s differs", what);
    else if (block->title == NULL)
        block->title = document_printf(p->document, "%s %s of %s %s", number_format_grouped(n, number),
                                       n == 1 ? "figure" : "figures", what, n == 1 ? "differs" : "differ");
    block->note = figures_note(p, list, most);
}

static void say_moments(struct publisher *p, struct block *block, const char *what)
{
    g_autofree char *as_at = date_format_long(p->calendar->as_at);
    block->subtitle =
        document_printf(p->document, "%s, %s as at %s: old as known %s, new as known %s", p->document->authority, what,
                        as_at, p->restatement->before_words, p->restatement->after_words);
}

void build_restated(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    block->frame = document_frame(p->document);
    say_moments(p, block, "figures");
    if (from->restated == RESTATED_HEADLINE)
        build_headline(p, page, block);
    else
        build_figures(p, block, from->restated, from->most);
    if (frame_n_rows(block->frame) == 0)
        publish_empty(p, block, "[z] No such figure differs.");
}

static void add_load(struct frame *frame, guint number, const struct restating_load *load)
{
    g_autofree char *loaded_at = g_strdelimit(g_strndup(load->loaded_at, 19), "T", ' ');
    frame_add_number(frame, number, NULL);
    frame_add_text(frame, load->extract);
    frame_add_text(frame, load->file);
    frame_add_text(frame, loaded_at);
    frame_add_number(frame, (double)load->loaded, NULL);
    frame_add_number(frame, (double)load->rejected, NULL);
    frame_add_text(frame, load->is_new ? "new only" : "old only");
}

void build_restating_loads(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    struct frame *frame = block->frame = document_frame(p->document);
    const GArray *loads = p->restatement->loads;
    say_moments(p, block, "loads behind figures");
    frame_add_column(frame, "number", "Load", UNIT_NUMBER);
    frame_add_column(frame, "extract", "Extract", UNIT_TEXT);
    frame_add_column(frame, "file", "File", UNIT_TEXT);
    frame_add_column(frame, "loaded_at", "Loaded at (UTC)", UNIT_TEXT);
    frame_add_column(frame, "loaded", "Rows", UNIT_NUMBER);
    frame_add_column(frame, "rejected", "Rejected", UNIT_NUMBER);
    frame_add_column(frame, "seen", "Counted in", UNIT_TEXT);
    for (guint i = 0; i < loads->len; i++)
        add_load(frame, i + 1, &g_array_index(loads, struct restating_load, i));
    if (block->title == NULL && loads->len == 0)
        block->title = "No load is known to one moment only";
    else if (block->title == NULL)
        block->title = document_printf(p->document, "%u %s known to one moment only", loads->len,
                                       loads->len == 1 ? "load is" : "loads are");
    if (loads->len == 0)
        publish_empty(p, block, "[z] The same loads are known to both moments.");
}
