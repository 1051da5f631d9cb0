#include "reports/render/document.h"

#include <stdarg.h>

static void page_free(void *data)
{
    struct page *page = data;
    g_ptr_array_unref(page->blocks);
    g_free(page);
}

static void block_free(void *data)
{
    struct block *block = data;
    g_clear_pointer(&block->paragraphs, g_ptr_array_unref);
    g_clear_pointer(&block->series, g_ptr_array_unref);
    g_free(block);
}

static void free_frame(void *data)
{
    frame_free(data);
}

struct document *document_new(void)
{
    struct document *document = g_new0(struct document, 1);
    document->pool = g_string_chunk_new(4096);
    document->has_front = true;
    document->cover = g_ptr_array_new();
    document->how_to_read = g_ptr_array_new();
    document->pages = g_ptr_array_new_with_free_func(page_free);
    document->notes = g_array_new(FALSE, TRUE, sizeof(struct note));
    document->frames = g_ptr_array_new_with_free_func(free_frame);
    return document;
}

void document_free(struct document *document)
{
    if (document == NULL)
        return;
    g_ptr_array_unref(document->cover);
    g_ptr_array_unref(document->how_to_read);
    g_ptr_array_unref(document->pages);
    g_array_unref(document->notes);
    g_ptr_array_unref(document->frames);
    g_string_chunk_free(document->pool);
    g_free(document);
}

const char *document_text(struct document *document, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert(document->pool, text);
}

const char *document_printf(struct document *document, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return document_text(document, text);
}

struct frame *document_frame(struct document *document)
{
    struct frame *frame = frame_new();
    g_ptr_array_add(document->frames, frame);
    return frame;
}

struct page *document_add_page(struct document *document, const char *id, const char *title)
{
    struct page *page = g_new0(struct page, 1);
    page->id = document_text(document, id);
    page->title = document_text(document, title);
    page->blocks = g_ptr_array_new_with_free_func(block_free);
    g_ptr_array_add(document->pages, page);
    return page;
}

struct block *page_add_block(struct document *document, struct page *page, enum block_kind kind, const char *id)
{
    struct block *block = g_new0(struct block, 1);
    block->kind = kind;
    block->id = document_text(document, id);
    g_ptr_array_add(page->blocks, block);
    return block;
}

struct block *page_find_block(const struct page *page, const char *id)
{
    for (guint i = 0; i < page->blocks->len; i++)
        if (g_strcmp0(((const struct block *)page->blocks->pdata[i])->id, id) == 0)
            return page->blocks->pdata[i];
    return NULL;
}

void paragraphs_add(GPtrArray **paragraphs, const char *text)
{
    if (*paragraphs == NULL)
        *paragraphs = g_ptr_array_new();
    g_ptr_array_add(*paragraphs, (void *)(uintptr_t)text);
}

bool document_has_column(const struct document *document, const char *name)
{
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct block *block = page->blocks->pdata[j];
            if (block->frame != NULL && frame_find_column(block->frame, name) >= 0)
                return true;
        }
    }
    return false;
}

const char *document_council(struct document *document, const char *authority)
{
    return g_str_has_suffix(authority, "Council") ? authority : document_printf(document, "%s Council", authority);
}
