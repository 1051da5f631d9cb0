/* Builders of the pages about the figures themselves: definitions, inputs, texts, comments. */
#include "stages/publish_block.h"

#include "pipeline/lib/date.h"

static const char *const better_words[] = {
    [BETTER_HIGHER] = "Higher is better", [BETTER_LOWER] = "Lower is better", [BETTER_NEITHER] = "Neither"};

static void add_definition(struct publisher *p, struct frame *frame, const struct measure *measure)
{
    const char *definition = sql_file_head(measure->file, "definition");
    frame_add_text(frame, measure->ref);
    frame_add_text(frame, measure->title);
    frame_add_text(frame, definition == NULL ? measure->title : definition);
    frame_add_text(frame, publish_unit_words(measure));
    frame_add_text(frame, better_words[measure->better]);
    frame_add_text(frame, measure->source);
    frame_add_text(frame, measure->owner);
    (void)p;
}

void build_definitions(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "ref", "Reference", UNIT_TEXT);
    frame_add_column(frame, "title", "Measure", UNIT_TEXT);
    frame_add_column(frame, "definition", "What is counted", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "better", "Direction", UNIT_TEXT);
    frame_add_column(frame, "source", "Rule or source", UNIT_TEXT);
    frame_add_column(frame, "owner", "Owner", UNIT_TEXT);
    for (guint i = 0; i < measures_count(p->measures); i++)
        add_definition(p, frame, measures_at(p->measures, i));
}

static void fill_inputs(struct publisher *p, struct frame *frame)
{
    static const char sql[] =
        "select l.extract, l.file, l.loaded, l.rejected, (select count(*) from issue i where i.load_id = l.load_id) "
        "from visible_load v join load l on l.load_id = v.load_id order by l.extract, l.file, l.load_id";
    struct statement *rows = db_prepare(p->db, NULL, sql, &p->error);
    while (rows != NULL && statement_step(rows, &p->error)) {
        frame_add_text(frame, statement_text(rows, 0));
        frame_add_text(frame, statement_text(rows, 1));
        for (int column = 2; column < 5; column++)
            frame_add_number(frame, (double)statement_integer(rows, column), NULL);
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
    fill_inputs(p, frame);
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

/* What people wrote on the measures for this board; without any, there is no block. */
void build_comments(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = NULL;
    for (guint i = 0; i < from->measures->len; i++) {
        const struct measure *measure = g_array_index(from->measures, const struct measure *, i);
        const char *comment = standing_comment(p->standing, measure->id);
        if (comment == NULL)
            continue;
        bool is_empty;
        if (block == NULL)
            block = publish_start_block(p, page, from, BLOCK_TEXT, &is_empty);
        paragraphs_add(&block->paragraphs, document_printf(p->document, "%s %s: %s", measure->ref, measure->title, comment));
    }
    if (block != NULL && block->title == NULL)
        block->title = document_text(p->document, "Commentary");
}
