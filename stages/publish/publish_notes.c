/* Builders of the pages about the figures themselves: definitions, inputs, texts. */
#include "stages/publish/publish_block.h"

#include <string.h>

static const char *const better_words[] = {
    [BETTER_HIGHER] = "Higher", [BETTER_LOWER] = "Lower", [BETTER_NEITHER] = "Neither"};

static bool list_has(const GArray *measures, const struct measure *measure)
{
    for (guint i = 0; i < measures->len; i++)
        if (g_array_index(measures, const struct measure *, i) == measure)
            return true;
    return false;
}

static bool group_shows(const struct report_group *group, const struct measure *measure)
{
    const bool is_of_letters = group->refs != NULL && strchr(group->refs, measure->ref[0]) != NULL;
    return is_of_letters || group->measure == measure || list_has(group->measures, measure);
}

static bool block_shows(const struct report_block *block, const struct measure *measure)
{
    for (guint i = 0; i < block->groups->len; i++)
        if (group_shows(&g_array_index(block->groups, struct report_group, i), measure))
            return true;
    return block->measure == measure || list_has(block->measures, measure);
}

static bool report_shows(const struct report *report, const struct measure *measure)
{
    for (guint i = 0; i < report->pages->len; i++) {
        const struct report_page *page = report->pages->pdata[i];
        if (page->finding == measure)
            return true;
        for (guint j = 0; j < page->blocks->len; j++)
            if (block_shows(page->blocks->pdata[j], measure))
                return true;
    }
    return false;
}

static void add_definition(struct frame *frame, const struct measure *measure)
{
    frame_add_text(frame, measure->ref);
    frame_add_text(frame, measure->title);
    frame_add_text(frame, measure->definition == NULL ? measure->title : measure->definition);
    frame_add_text(frame, publish_unit_words(measure));
    frame_add_text(frame, better_words[measure->better]);
    frame_add_text(frame, measure->source);
    frame_add_text(frame, measure->owner);
}

/* The measures that the report shows, in order of reference. */
static GArray *measures_shown(const struct publisher *p)
{
    GArray *shown = g_array_new(FALSE, FALSE, sizeof(const struct measure *));
    for (guint i = 0; i < measures_count(p->measures); i++) {
        const struct measure *measure = measures_at(p->measures, i);
        if (report_shows(p->report, measure))
            g_array_append_val(shown, measure);
    }
    g_array_sort(shown, measures_compare_refs);
    return shown;
}

void build_definitions(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "ref", "Reference", UNIT_TEXT);
    frame_add_column(frame, "title", "Measure", UNIT_TEXT);
    frame_add_column(frame, "definition", "What is counted", UNIT_TEXT);
    frame_add_column(frame, "measured_in", "Unit", UNIT_TEXT);
    frame_add_column(frame, "better", "Better", UNIT_TEXT);
    frame_add_column(frame, "source", "Rule or source", UNIT_TEXT);
    frame_add_column(frame, "owner", "Owner", UNIT_TEXT);
    g_autoptr(GArray) shown = measures_shown(p);
    for (guint i = 0; i < shown->len; i++)
        add_definition(frame, g_array_index(shown, const struct measure *, i));
    if (shown->len == 0)
        publish_empty(p, block, "[z] This report shows no measure.");
}

/* How many findings a file has, unless the block's measure hides how many its extract has. */
static void add_findings(struct publisher *p, struct frame *frame, const struct report_block *from, const char *extract,
                         int64_t n)
{
    const struct figure *figure = from->measure == NULL ? NULL
                                                        : figures_find(p->figures, from->measure->id, from->split,
                                                                       extract, PERIOD_DAY, p->calendar->as_at);
    if (figure != NULL && g_str_equal(figure->symbol, "c"))
        frame_add_symbol(frame, "c");
    else
        frame_add_number(frame, (double)n, NULL);
}

static void fill_inputs(struct publisher *p, struct frame *frame, const struct report_block *from)
{
    static const char sql[] =
        "select l.extract, l.file, l.loaded, l.rejected, (select count(*) from issue i where i.load_id = l.load_id) "
        "from visible_load v join load l on l.load_id = v.load_id order by l.extract, l.file, l.load_id";
    struct statement *rows = db_prepare(p->db, NULL, sql, &p->error);
    while (rows != NULL && statement_step(rows, &p->error)) {
        frame_add_text(frame, statement_text(rows, 0));
        frame_add_text(frame, statement_text(rows, 1));
        for (int column = 2; column < 4; column++)
            frame_add_number(frame, (double)statement_integer(rows, column), NULL);
        add_findings(p, frame, from, statement_text(rows, 0), statement_integer(rows, 4));
    }
    statement_free(rows);
}

void build_inputs(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "extract", "Extract", UNIT_TEXT);
    frame_add_column(frame, "file", "File", UNIT_TEXT);
    frame_add_column(frame, "loaded", "Rows loaded", UNIT_NUMBER);
    frame_add_column(frame, "rejected", "Rows rejected", UNIT_NUMBER);
    frame_add_column(frame, "issues", "Issues", UNIT_NUMBER);
    fill_inputs(p, frame, from);
    if (p->error == NULL && frame_n_rows(frame) == 0)
        publish_empty(p, block, "[z] No extract has been loaded.");
}

void build_text(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TEXT, &is_empty);
    for (guint i = 0; i < from->paragraphs->len; i++)
        paragraphs_add(&block->paragraphs, document_text(p->document, from->paragraphs->pdata[i]));
}
