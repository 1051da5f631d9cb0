/* Any text in every place of a document: the workbook's parts are XML without a character that XML refuses, the PDF is
 * whole. What a cell holds is what was given, as far as XML can hold it. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/unzip.h"
#include "tests/sample_document.h"

#include "pipeline/lib/date.h"
#include "reports/render/document.h"

static void add_table(struct document *document, struct page *page, const char *text)
{
    struct block *block = page_add_block(document, page, BLOCK_TABLE, "table");
    block->title = block->subtitle = block->note = block->source = text;
    block->alt = "A table of texts that anybody may have written";
    block->frame = document_frame(document);
    frame_add_column(block->frame, "name", text, UNIT_TEXT);
    frame_add_column(block->frame, "value", "Value", UNIT_PERCENT);
    for (int i = 0; i < 3; i++) {
        frame_add_text(block->frame, text);
        frame_add_number(block->frame, i, NULL);
    }
}

static void add_bars(struct document *document, struct page *page, const char *text)
{
    struct block *block = page_add_block(document, page, BLOCK_BARS, "bars");
    block->title = text;
    block->subtitle = "Number";
    block->alt = document_printf(document, "Bars of %s and of nothing else at all", text);
    block->frame = document_frame(document);
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    frame_add_column(block->frame, "value", text, UNIT_NUMBER);
    for (int i = 0; i < 4; i++) {
        frame_add_text(block->frame, i == 0 ? text : document_printf(document, "%d %s", i, text));
        frame_add_number(block->frame, i * 10, NULL);
    }
}

static struct document *document_of(const char *given)
{
    struct document *document = document_new();
    const char *text = document_text(document, given);
    document->name = "subject";
    document->title = document->subtitle = document->authority = document->marking = text;
    document->contact = document->subject = document->keywords = document->author = document->next_edition = text;
    document->as_at = document->board_date = 18648;
    struct page *page = document_add_page(document, "page", text);
    page->finding = page->source = text;
    add_table(document, page, text);
    add_bars(document, page, text);
    struct block *words = page_add_block(document, page, BLOCK_TEXT, "words");
    words->title = text;
    paragraphs_add(&words->paragraphs, text);
    return document;
}

/* Section 2.2 of XML 1.0. */
static bool is_xml_character(gunichar c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
           c >= 0x10000;
}

static void check_part(const char *name, const char *text, gsize length)
{
    static const GMarkupParser parser = {0};
    if (!g_str_has_suffix(name, ".xml") && !g_str_has_suffix(name, ".rels"))
        return;
    g_assert_true(g_utf8_validate(text, (gssize)length, NULL));
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        if (!is_xml_character(g_utf8_get_char(at)))
            g_error("%s holds U+%04X", name, g_utf8_get_char(at));
    GError *error = NULL;
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, G_MARKUP_DEFAULT_FLAGS, NULL, NULL);
    g_markup_parse_context_parse(context, text, (gssize)length, &error);
    g_assert_no_error(error);
    g_assert_true(g_markup_parse_context_end_parse(context, &error));
    g_markup_parse_context_free(context);
}

static void check_pdf(const char *path)
{
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_assert_true(g_str_has_prefix(bytes, "%PDF-1.7"));
    g_assert_true(memcmp(bytes + length - 6, "%%EOF\n", 6) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GError *error = NULL;
    g_autofree char *text = fuzz_text(data, size);
    g_autofree char *workbook = g_build_filename(fuzz_folder(), "subject.xlsx", NULL);
    g_autofree char *pdf = g_build_filename(fuzz_folder(), "subject.pdf", NULL);
    struct document *document = document_of(text);
    document_write_workbook(document, workbook, &error);
    g_assert_no_error(error);
    unzip_all(workbook, check_part);
    sample_write_pdf(document, pdf, &error);
    g_assert_no_error(error);
    check_pdf(pdf);
    document_free(document);
    return 0;
}
