#include "stages/load/batch.h"

#include "stages/load/batch_private.h"

#include <string.h>

#define FIRST_TEXTS ((size_t)BATCH_ROWS * 128)
#define FIRST_CELLS ((size_t)BATCH_ROWS * 16)

void batch_init(struct batch *batch)
{
    batch->records = g_new(struct csv_record, BATCH_ROWS);
    batch->most_records = BATCH_ROWS;
    batch->texts_size = FIRST_TEXTS;
    batch->texts = g_malloc(batch->texts_size);
    batch->cells_size = FIRST_CELLS;
    batch->cells = g_new(struct csv_cell, batch->cells_size);
    image_init(&batch->image);
    batch->findings = g_array_new(FALSE, FALSE, sizeof(struct finding));
    batch->rejects = g_array_new(FALSE, FALSE, sizeof(struct batch_reject));
    batch->completed = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    batch->notes = g_string_chunk_new(4096);
}

void batch_empty(struct batch *batch)
{
    batch->n_records = batch->n_rows = 0;
    batch->n_cells = batch->texts_used = 0;
    g_array_set_size(batch->findings, 0);
    g_array_set_size(batch->rejects, 0);
    g_array_set_size(batch->completed, 0);
    g_string_chunk_clear(batch->notes);
}

void batch_clear(struct batch *batch)
{
    g_free(batch->records);
    g_free(batch->texts);
    g_free(batch->cells);
    image_clear(&batch->image);
    g_array_unref(batch->findings);
    g_array_unref(batch->rejects);
    g_array_unref(batch->completed);
    g_string_chunk_free(batch->notes);
}

/* Once for raw, and again for cells whose quotes were taken off. */
static size_t text_room(const struct csv_record *record)
{
    return 2 * record->raw_length + 1;
}

static void enlarge(struct batch *batch, const struct csv_record *record)
{
    if (batch->texts_size < text_room(record)) {
        batch->texts_size = text_room(record);
        g_free(batch->texts);
        batch->texts = g_malloc(batch->texts_size);
    }
    if (batch->cells_size < record->n_cells) {
        batch->cells_size = record->n_cells;
        g_free(batch->cells);
        batch->cells = g_new(struct csv_cell, batch->cells_size);
    }
}

bool batch_has_room(struct batch *batch, const struct csv_record *record)
{
    if (batch->n_records == 0)
        enlarge(batch, record);
    return batch->n_records < batch->most_records && batch->texts_used + text_room(record) <= batch->texts_size &&
           batch->n_cells + record->n_cells <= batch->cells_size;
}

static char *keep_text(struct batch *batch, const char *text, size_t length)
{
    char *kept = batch->texts + batch->texts_used;
    memcpy(kept, text, length);
    batch->texts_used += length;
    return kept;
}

/* Most cells are a part of raw and move with it. */
static void add_cells(struct batch *batch, const struct csv_record *record, const char *raw)
{
    struct csv_cell *cells = batch->cells + batch->n_cells;
    for (uint32_t i = 0; i < record->n_cells; i++) {
        const struct csv_cell *cell = &record->cells[i];
        const uintptr_t offset = (uintptr_t)cell->text - (uintptr_t)record->raw;
        const char *text = offset <= record->raw_length ? raw + offset : keep_text(batch, cell->text, cell->length);
        cells[i] = (struct csv_cell){text, cell->length, cell->line};
    }
    batch->n_cells += record->n_cells;
}

void batch_add_record(struct batch *batch, const struct csv_record *record)
{
    struct csv_record *kept = &batch->records[batch->n_records++];
    char *raw = keep_text(batch, record->raw, record->raw_length);
    raw[record->raw_length] = '\0';
    batch->texts_used++;
    *kept = *record;
    kept->raw = raw;
    kept->cells = batch->cells + batch->n_cells;
    add_cells(batch, record, raw);
}

static const char *note(struct batch *batch, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert(batch->notes, text);
}

void batch_add_finding(struct batch *batch, const struct finding *finding)
{
    struct finding copy = *finding;
    copy.field = note(batch, finding->field);
    copy.message = note(batch, finding->message);
    copy.action = note(batch, finding->action);
    copy.value = note(batch, finding->value);
    copy.key = note(batch, finding->key);
    g_array_append_val(batch->findings, copy);
}

/* A text in SQLite ends at a NUL for most who read it, so a NUL is shown as what does not decode is. */
static const char *show_raw(struct batch *batch, const char *raw, size_t length)
{
    if (memchr(raw, '\0', length) == NULL)
        return raw;
    GString *shown = g_string_sized_new(length + 16);
    for (size_t i = 0; i < length; i++)
        if (raw[i] == '\0')
            g_string_append(shown, "\uFFFD");
        else
            g_string_append_c(shown, raw[i]);
    const char *kept = note(batch, shown->str);
    g_string_free(shown, TRUE);
    return kept;
}

void batch_add_reject(struct batch *batch, const struct csv_record *record, guint first_finding)
{
    const struct batch_reject reject = {.line = record->line,
                                        .row = record->row,
                                        .raw = show_raw(batch, record->raw, record->raw_length),
                                        .first_finding = first_finding,
                                        .n_findings = batch->findings->len - first_finding};
    g_array_append_val(batch->rejects, reject);
}
