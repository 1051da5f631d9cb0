/* A document as a workbook: Cover, Contents, Notes, then one sheet a block with one marked-up table each (reports.md
 * §1.1, §2).
 *
 * Written through a cursor, so that no row or column number stands anywhere else. Numbers are finite and text is UTF-8
 * by the frame's own rules; libxlsxwriter would take anything. */
#include "pipeline/lib/date.h"
#include "reports/render/document.h"
#include "reports/render/worksheet.h"

/* A sheet of the workbook after Cover and Contents: what Contents links to. */
struct entry {
    char *name, *title;
};

static void free_entry(void *data)
{
    struct entry *entry = data;
    g_free(entry->name);
    g_free(entry->title);
    g_free(entry);
}

/* Sheet names are at most 31 characters without spaces and differ whatever the case. */
static char *sheet_name(GPtrArray *entries, const char *id)
{
    char *name = g_strndup(id, 31);
    for (guint number = 2, i = 0; i < entries->len; i++) {
        if (g_ascii_strcasecmp(((struct entry *)entries->pdata[i])->name, name) != 0)
            continue;
        g_free(name);
        name = g_strdup_printf("%.28s_%u", id, number++);
        i = 0;
    }
    return name;
}

static void add_entry(GPtrArray *entries, const char *id, const char *title)
{
    struct entry *entry = g_new0(struct entry, 1);
    entry->name = sheet_name(entries, id);
    entry->title = g_strdup(title);
    g_ptr_array_add(entries, entry);
}

static void write_cover(struct worksheet *sheet, const struct document *document)
{
    g_autofree char *data_date = date_format_long(document->as_at);
    worksheet_title(sheet, document->title);
    worksheet_subtitle(sheet, document->subtitle);
    worksheet_line(sheet, "%s", document->authority);
    worksheet_line(sheet, "Data to %s", data_date);
    worksheet_line(sheet, "Next edition: %s", document->next_edition);
    worksheet_line(sheet, "Contact: %s", document->contact);
    worksheet_line(sheet, "Marking: %s", document->marking);
    for (guint i = 0; i < document->cover->len; i++)
        worksheet_line(sheet, "%s", (const char *)document->cover->pdata[i]);
    worksheet_line(sheet, "The Contents sheet lists every table. Notes explains symbols such as [c] and [x].");
}

static void write_contents(struct worksheet *sheet, GPtrArray *entries)
{
    struct frame *frame = frame_new();
    frame_add_column(frame, "sheet", "Sheet", UNIT_TEXT);
    frame_add_column(frame, "title", "What it holds", UNIT_TEXT);
    for (guint i = 0; i < entries->len; i++) {
        const struct entry *entry = entries->pdata[i];
        frame_add_text(frame, entry->name);
        frame_add_text(frame, entry->title);
    }
    worksheet_title(sheet, "Contents");
    worksheet_subtitle(sheet, "This worksheet contains one table");
    worksheet_table(sheet, frame, "contents_of_this_workbook");
    worksheet_link_first_column(sheet, frame);
    frame_free(frame);
}

static void write_notes(struct worksheet *sheet, const struct document *document)
{
    struct frame *frame = frame_new();
    frame_add_column(frame, "label", "Symbol or topic", UNIT_TEXT);
    frame_add_column(frame, "text", "What it means", UNIT_TEXT);
    for (guint i = 0; i < document->notes->len; i++) {
        const struct note *note = &g_array_index(document->notes, struct note, i);
        frame_add_text(frame, note->label);
        frame_add_text(frame, note->text);
    }
    for (guint i = 0; i < document->how_to_read->len; i++) {
        g_autofree char *label = g_strdup_printf("How to read, point %u", i + 1);
        frame_add_text(frame, label);
        frame_add_text(frame, document->how_to_read->pdata[i]);
    }
    worksheet_title(sheet, "Notes");
    worksheet_subtitle(sheet, "This worksheet contains one table");
    worksheet_table(sheet, frame, "notes_and_symbols");
    frame_free(frame);
}

/* What stands on a sheet in place of a table that has nothing to show, and the paragraphs of a text. */
static struct frame *frame_of_texts(const struct block *block)
{
    struct frame *frame = frame_new();
    frame_add_column(frame, "text", block->empty != NULL ? "Result" : "Text", UNIT_TEXT);
    if (block->empty != NULL)
        frame_add_text(frame, block->empty);
    for (guint i = 0; block->empty == NULL && block->paragraphs != NULL && i < block->paragraphs->len; i++)
        frame_add_text(frame, block->paragraphs->pdata[i]);
    return frame;
}

static const char *block_title(const struct block *block, const struct page *page)
{
    return block->title != NULL ? block->title : page->title;
}

static void write_block(struct worksheet *sheet, const struct page *page, const struct block *block)
{
    struct frame *texts = block->frame == NULL || block->empty != NULL ? frame_of_texts(block) : NULL;
    g_autofree char *table = g_strdup_printf("%s_data", block->id);
    worksheet_title(sheet, block_title(block, page));
    worksheet_subtitle(sheet, "This worksheet contains one table");
    if (block->subtitle != NULL)
        worksheet_line(sheet, "%s", block->subtitle);
    if (block->reference != NULL)
        worksheet_line(sheet, "Reference: %s", block->reference);
    if (block->source != NULL)
        worksheet_line(sheet, "%s", block->source);
    if (block->note != NULL)
        worksheet_line(sheet, "%s", block->note);
    worksheet_table(sheet, texts != NULL ? texts : block->frame, table);
    frame_free(texts);
}

/* The two years behind the sparklines: one row a measure and period. */
static struct frame *frame_of_history(const struct block *glance)
{
    struct frame *frame = frame_new();
    const int ref = frame_find_column(glance->frame, "ref"), title = frame_find_column(glance->frame, "title");
    const int trend = frame_find_column(glance->frame, "trend"), unit = frame_find_column(glance->frame, "unit");
    frame_add_column(frame, "ref", "Reference", UNIT_TEXT);
    frame_add_column(frame, "title", "Measure", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "period", "Period ending", UNIT_TEXT);
    frame_add_column(frame, "value", "Value", UNIT_NUMBER);
    for (guint row = 0; row < frame_n_rows(glance->frame); row++) {
        const struct frame_cell *cell = frame_cell(glance->frame, row, (guint)trend);
        if (cell->kind != FRAME_NUMBER)
            continue;
        const struct frame *series = glance->series->pdata[(guint)cell->number];
        for (guint i = 0; i < frame_n_rows(series); i++) {
            frame_add_text(frame, frame_cell(glance->frame, row, (guint)ref)->text);
            frame_add_text(frame, frame_cell(glance->frame, row, (guint)title)->text);
            frame_add_text(frame, frame_cell(glance->frame, row, (guint)unit)->text);
            frame_add_text(frame, frame_cell(series, i, 0)->text);
            frame_add_number_in(frame, frame_cell(series, i, 1)->number, frame_column(series, 1)->unit, NULL);
        }
    }
    return frame;
}

static void write_history(struct worksheet *sheet, const struct block *glance)
{
    struct frame *frame = frame_of_history(glance);
    worksheet_title(sheet, "Two years of every measure");
    worksheet_subtitle(sheet, "This worksheet contains one table");
    worksheet_table(sheet, frame, "two_year_history");
    frame_free(frame);
}

static const struct block *find_glance(const struct document *document)
{
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct block *block = page->blocks->pdata[j];
            if (block->kind == BLOCK_GLANCE && block->frame != NULL && block->series != NULL && block->series->len > 0)
                return block;
        }
    }
    return NULL;
}

static GPtrArray *list_entries(const struct document *document)
{
    GPtrArray *entries = g_ptr_array_new_with_free_func(free_entry);
    add_entry(entries, "Notes", "Symbols, ratings and how to read the figures");
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct block *block = page->blocks->pdata[j];
            add_entry(entries, block->id, block_title(block, page));
        }
    }
    if (find_glance(document) != NULL)
        add_entry(entries, "history", "Two years of every measure");
    return entries;
}

static void write_sheets(struct workbook_file *book, const struct document *document)
{
    g_autoptr(GPtrArray) entries = list_entries(document);
    guint next = 0;
    struct worksheet sheet;
    worksheet_begin(&sheet, book, "Cover");
    write_cover(&sheet, document);
    worksheet_begin(&sheet, book, "Contents");
    write_contents(&sheet, entries);
    worksheet_begin(&sheet, book, ((struct entry *)entries->pdata[next++])->name);
    write_notes(&sheet, document);
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            worksheet_begin(&sheet, book, ((struct entry *)entries->pdata[next++])->name);
            write_block(&sheet, page, page->blocks->pdata[j]);
        }
    }
    if (next < entries->len) {
        worksheet_begin(&sheet, book, ((struct entry *)entries->pdata[next])->name);
        write_history(&sheet, find_glance(document));
    }
}

bool document_write_workbook(const struct document *document, const char *path, GError **error)
{
    struct workbook_file *book = workbook_file_open(document, path);
    write_sheets(book, document);
    return workbook_file_close(book, error);
}
