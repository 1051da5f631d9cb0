#include "reports/render/workbook_front.h"

#include "pipeline/lib/date.h"

static void free_entry(void *data)
{
    struct sheet_entry *entry = data;
    g_free(entry->name);
    g_free(entry->page);
    g_free(entry->title);
    g_free(entry);
}

/* Sheet names are at most 31 characters without spaces and differ whatever the case. */
static char *sheet_name(GPtrArray *entries, const char *id)
{
    char *name = g_strndup(id, 31);
    for (guint number = 2, i = 0; i < entries->len; i++) {
        if (g_ascii_strcasecmp(((struct sheet_entry *)entries->pdata[i])->name, name) != 0)
            continue;
        g_free(name);
        name = g_strdup_printf("%.28s_%u", id, number++);
        i = 0;
    }
    return name;
}

void sheet_entries_add(GPtrArray *entries, const char *id, const char *page, const char *title)
{
    struct sheet_entry *entry = g_new0(struct sheet_entry, 1);
    entry->name = sheet_name(entries, id);
    entry->page = g_strdup(page);
    entry->title = g_strdup(title);
    g_ptr_array_add(entries, entry);
}

const struct sheet_entry *sheet_entry_at(const GPtrArray *entries, guint index)
{
    return entries->pdata[index];
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
    worksheet_line(sheet, "The Contents sheet lists every table. %s",
                   document->notes->len > 0 ? "Notes explains symbols such as [c] and [x]."
                                            : "Notes says how to fill this workbook.");
}

static void write_contents(struct worksheet *sheet, const GPtrArray *entries)
{
    struct frame *frame = frame_new();
    frame_add_column(frame, "sheet", "Sheet", UNIT_TEXT);
    frame_add_column(frame, "page", "Topic", UNIT_TEXT);
    frame_add_column(frame, "title", "What it holds", UNIT_TEXT);
    for (guint i = 0; i < entries->len; i++) {
        const struct sheet_entry *entry = entries->pdata[i];
        frame_add_text(frame, entry->name);
        frame_add_text(frame, entry->page);
        frame_add_text(frame, entry->title);
    }
    worksheet_title(sheet, "Contents");
    worksheet_one_table(sheet, "");
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
    worksheet_one_table(sheet, "");
    worksheet_table(sheet, frame, "notes_and_symbols");
    frame_free(frame);
}

GPtrArray *sheet_entries_new(void)
{
    return g_ptr_array_new_with_free_func(free_entry);
}

void workbook_write_front(struct workbook_file *book, const struct document *document, const GPtrArray *entries)
{
    struct worksheet sheet;
    worksheet_begin(&sheet, book, "Cover");
    write_cover(&sheet, document);
    worksheet_begin(&sheet, book, "Contents");
    write_contents(&sheet, entries);
    worksheet_begin(&sheet, book, sheet_entry_at(entries, 0)->name);
    write_notes(&sheet, document);
}
