/* A document as a workbook: Cover, Contents, Notes, then one sheet a block with one marked-up table each, as
 * the Government Analysis Function asks of spreadsheets that are published.
 *
 * Written through a cursor, so that no row or column number stands anywhere else. Numbers are finite and text is UTF-8
 * by the frame's own rules; libxlsxwriter would take anything. */
#include "reports/render/document.h"
#include "reports/render/workbook_front.h"

#include <string.h>

#define LONGEST_LINE 100 /* bytes of a line above a table that is not parted */

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
    if (block->sheet_title != NULL)
        return block->sheet_title;
    return block->title != NULL ? block->title : page->title;
}

/* A long note has a line for each sentence: one that runs far beyond the table makes the whole sheet print small. */
static void add_note(GPtrArray *lines, const char *note)
{
    const char *stop = strlen(note) > LONGEST_LINE ? strstr(note, ". ") : NULL;
    for (; stop != NULL; stop = strstr(note, ". ")) {
        g_ptr_array_add(lines, g_strndup(note, (gsize)(stop + 1 - note)));
        note = stop + strlen(". ");
    }
    g_ptr_array_add(lines, g_strdup(note));
}

/* What stands between a sheet's head and its table. The caller unrefs. */
static GPtrArray *lines_of(const struct block *block)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    if (block->subtitle != NULL)
        g_ptr_array_add(lines, g_strdup(block->subtitle));
    if (block->reference != NULL)
        g_ptr_array_add(lines, g_strdup_printf("Reference: %s", block->reference));
    if (block->source != NULL)
        g_ptr_array_add(lines, g_strdup(block->source));
    if (block->note != NULL)
        add_note(lines, block->note);
    return lines;
}

static void write_block(struct worksheet *sheet, const struct page *page, const struct block *block)
{
    struct frame *texts = block->frame == NULL || block->empty != NULL ? frame_of_texts(block) : NULL;
    g_autofree char *table = g_strdup_printf("%s_data", block->id);
    g_autoptr(GPtrArray) lines = lines_of(block);
    worksheet_title(sheet, block_title(block, page));
    worksheet_one_table(sheet, "");
    for (guint i = 0; i < lines->len; i++)
        worksheet_line(sheet, "%s", (const char *)lines->pdata[i]);
    worksheet_table(sheet, texts != NULL ? texts : block->frame, table);
    frame_free(texts);
}

/* Where each block's table begins, for the formulas of other sheets. `sheets` lists Notes, then a sheet a block. */
static void note_places(struct workbook_file *book, const struct document *document, GPtrArray *sheets)
{
    guint next = 1;
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct block *block = page->blocks->pdata[j];
            if (block->is_repeated)
                continue;
            const char *sheet = sheet_entry_at(sheets, next++)->name;
            g_autoptr(GPtrArray) lines = lines_of(block);
            if (block->frame != NULL && block->empty == NULL)
                workbook_file_note_place(book, block->id, sheet, WORKSHEET_HEAD_ROWS + lines->len + 1);
        }
    }
}

/* The column of series: drawn as sparklines, or not drawn. */
static int find_trend(const struct frame *frame)
{
    const int drawn = frame_find_column(frame, "trend");
    return drawn >= 0 ? drawn : frame_find_column(frame, "history");
}

/* The two years behind the sparklines: one row a measure and period. */
static struct frame *frame_of_history(const struct block *glance)
{
    struct frame *frame = frame_new();
    const int ref = frame_find_column(glance->frame, "ref"), title = frame_find_column(glance->frame, "title");
    const int trend = find_trend(glance->frame), unit = frame_find_column(glance->frame, "unit");
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
            const struct frame_cell *value = frame_cell(series, i, 1);
            if (value->kind == FRAME_NUMBER)
                frame_add_number_in(frame, value->number, frame_column(series, 1)->unit, NULL);
            else
                frame_add_symbol(frame, value->text);
        }
    }
    return frame;
}

static void write_history(struct worksheet *sheet, const struct block *glance)
{
    struct frame *frame = frame_of_history(glance);
    worksheet_title(sheet, "Two years of every measure");
    worksheet_one_table(sheet, "");
    worksheet_table(sheet, frame, "two_year_history");
    frame_free(frame);
}

static bool has_more_series(const struct block *block, const struct block *than)
{
    const guint n =
        block->kind == BLOCK_GLANCE && block->frame != NULL && block->series != NULL ? block->series->len : 0;
    return n > (than == NULL ? 0 : than->series->len);
}

/* The one of most measures. */
static const struct block *find_glance(const struct document *document)
{
    const struct block *found = NULL;
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++)
            if (has_more_series(page->blocks->pdata[j], found))
                found = page->blocks->pdata[j];
    }
    return found;
}

static GPtrArray *list_entries(const struct document *document)
{
    GPtrArray *entries = sheet_entries_new();
    sheet_entries_add(entries, "Notes", "How to read this report", "Symbols, ratings and how to read the figures");
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct block *block = page->blocks->pdata[j];
            if (!block->is_repeated)
                sheet_entries_add(entries, block->id, page->title, block_title(block, page));
        }
    }
    if (find_glance(document) != NULL)
        sheet_entries_add(entries, "history", "Annex: every measure", "Two years of every measure");
    return entries;
}

static void write_sheets(struct workbook_file *book, const struct document *document)
{
    g_autoptr(GPtrArray) entries = list_entries(document);
    guint next = 1;
    struct worksheet sheet;
    note_places(book, document, entries);
    workbook_write_front(book, document, entries);
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct block *block = page->blocks->pdata[j];
            if (block->is_repeated)
                continue;
            worksheet_begin(&sheet, book, sheet_entry_at(entries, next++)->name);
            write_block(&sheet, page, block);
        }
    }
    const struct block *glance = find_glance(document);
    if (glance != NULL) {
        worksheet_begin(&sheet, book, sheet_entry_at(entries, next)->name);
        write_history(&sheet, glance);
    }
}

bool document_write_workbook(const struct document *document, const char *path, GError **error)
{
    struct workbook_file *book = workbook_file_open(document, path, error);
    if (book == NULL)
        return false;
    write_sheets(book, document);
    return workbook_file_close(book, error);
}
