/* What pages say of extracts that have not been loaded: once, and which figures want them. */
#include "stages/publish_block.h"

static bool is_first_missing(const GArray *measures, guint at)
{
    const struct measure *measure = g_array_index(measures, const struct measure *, at);
    for (guint i = 0; measure->is_missing && i < at; i++) {
        const struct measure *other = g_array_index(measures, const struct measure *, i);
        if (other->is_missing && g_str_equal(other->missing_extract, measure->missing_extract))
            return false;
    }
    return measure->is_missing;
}

/* "audits (Q01, Q03)". */
static void append_missing(GString *text, const GArray *measures, const char *extract)
{
    const char *before = " (";
    g_string_append(text, extract);
    for (guint i = 0; i < measures->len; i++) {
        const struct measure *measure = g_array_index(measures, const struct measure *, i);
        if (!measure->is_missing || !g_str_equal(measure->missing_extract, extract))
            continue;
        g_string_append_printf(text, "%s%s", before, measure->ref);
        before = ", ";
    }
    g_string_append_c(text, ')');
}

void publish_note_missing(struct publisher *publisher, struct block *block, const GArray *measures)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < measures->len; i++) {
        if (!is_first_missing(measures, i))
            continue;
        g_string_append(text, text->len == 0 ? "[x] Extracts that have not been loaded: " : "; ");
        append_missing(text, measures, g_array_index(measures, const struct measure *, i)->missing_extract);
    }
    if (text->len > 0)
        block->note = document_printf(publisher->document, "%s.", text->str);
}

bool publish_are_missing(const GArray *measures)
{
    for (guint i = 0; i < measures->len; i++)
        if (!g_array_index(measures, const struct measure *, i)->is_missing)
            return false;
    return measures->len > 0;
}

/* What a page leaves out: measures without their extract, and other reasons as their blocks give them. */
struct missing {
    GArray *measures;   /* const struct measure * */
    GPtrArray *reasons; /* const char * */
};

static struct missing missing_new(void)
{
    return (struct missing){g_array_new(FALSE, FALSE, sizeof(const struct measure *)), g_ptr_array_new()};
}

static void missing_clear(struct missing *missing)
{
    g_array_unref(missing->measures);
    g_ptr_array_unref(missing->reasons);
}

static bool missing_has_any(const struct missing *missing)
{
    return missing->measures->len > 0 || missing->reasons->len > 0;
}

/* Whether the measure wants its extract, known before or not. */
static bool add_measure(struct missing *missing, const struct measure *measure)
{
    if (measure == NULL || !measure->is_missing)
        return false;
    for (guint i = 0; i < missing->measures->len; i++)
        if (g_array_index(missing->measures, const struct measure *, i) == measure)
            return true;
    g_array_append_val(missing->measures, measure);
    return true;
}

static void add_reason(struct missing *missing, const char *reason)
{
    if (reason != NULL && !g_ptr_array_find_with_equal_func(missing->reasons, reason, g_str_equal, NULL))
        g_ptr_array_add(missing->reasons, (void *)(uintptr_t)reason);
}

static const struct block *find_block(const struct page *page, const char *id)
{
    for (guint i = 0; i < page->blocks->len; i++) {
        const struct block *block = page->blocks->pdata[i];
        if (g_strcmp0(block->id, id) == 0)
            return block;
    }
    return NULL;
}

/* What the blocks are about that the page leaves out. */
static void list_missing(struct missing *missing, const struct page *page, const struct report_page *from)
{
    for (guint i = 0; i < from->blocks->len; i++) {
        const struct report_block *wanted = from->blocks->pdata[i];
        const struct block *block = find_block(page, wanted->id);
        if (block == NULL || !block->is_missing)
            continue;
        bool is_named = add_measure(missing, wanted->measure);
        for (guint j = 0; j < wanted->measures->len; j++)
            is_named |= add_measure(missing, g_array_index(wanted->measures, const struct measure *, j));
        if (!is_named)
            add_reason(missing, block->empty);
    }
}

/* "[x] Not available: the extract "audits" has not been loaded. It is needed for: Q01 Audited plans; Q03 …" */
static void add_paragraph(struct publisher *publisher, struct block *block, const GArray *missing, const char *extract)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "[x] Not available: the extract \"%s\" has not been loaded. It is needed for ",
                           extract);
    const char *before = "";
    for (guint i = 0; i < missing->len; i++) {
        const struct measure *measure = g_array_index(missing, const struct measure *, i);
        if (!g_str_equal(measure->missing_extract, extract))
            continue;
        g_string_append_printf(text, "%s%s %s", before, measure->ref, measure->title);
        before = "; ";
    }
    g_string_append_c(text, '.');
    paragraphs_add(&block->paragraphs, document_text(publisher->document, text->str));
}

/* The workbook says it sheet by sheet. */
static void add_text(struct publisher *publisher, struct page *page, const struct missing *missing)
{
    const GArray *measures = missing->measures;
    g_autofree char *id = g_strconcat(page->id, "_missing", NULL);
    struct block *block = page_add_block(publisher->document, page, BLOCK_TEXT, id);
    block->is_repeated = true;
    block->title = "What cannot be shown yet";
    for (guint i = 0; i < measures->len; i++)
        if (is_first_missing(measures, i))
            add_paragraph(publisher, block, measures,
                          g_array_index(measures, const struct measure *, i)->missing_extract);
    for (guint i = 0; i < missing->reasons->len; i++)
        paragraphs_add(&block->paragraphs, missing->reasons->pdata[i]);
}

void publish_say_missing(struct publisher *publisher, struct page *page, const struct report_page *from)
{
    struct missing missing = missing_new();
    list_missing(&missing, page, from);
    if (missing_has_any(&missing))
        add_text(publisher, page, &missing);
    missing_clear(&missing);
}

/* A page that has nothing but what is missing, and the words for it. */
static bool has_nothing(const struct page *page)
{
    guint n_missing = 0;
    for (guint i = 0; i < page->blocks->len; i++) {
        const struct block *block = page->blocks->pdata[i];
        if (!block->is_missing && !block->is_repeated)
            return false;
        n_missing += block->is_missing;
    }
    return n_missing > 0;
}

static void insert_page(struct publisher *publisher, const struct missing *missing, guint first, guint n)
{
    struct document *document = publisher->document;
    struct page *page = document_add_page(document, "not_available", "Not available yet");
    page->finding = document_printf(document, "%u of %u pages %s extracts that have not been loaded [x].", n,
                                    publisher->report->pages->len, n == 1 ? "needs" : "need");
    add_text(publisher, page, missing);
    g_ptr_array_steal_index(document->pages, document->pages->len - 1);
    g_ptr_array_insert(document->pages, (int)first, page);
}

void publish_gather_missing(struct publisher *publisher)
{
    GPtrArray *pages = publisher->document->pages;
    struct missing missing = missing_new();
    guint first = pages->len, n = 0;
    for (guint i = 0; i < pages->len; i++) {
        struct page *page = pages->pdata[i];
        if (!has_nothing(page))
            continue;
        list_missing(&missing, page, publisher->report->pages->pdata[i]);
        page->is_missing = true;
        first = MIN(first, i);
        n++;
    }
    if (n > 0)
        insert_page(publisher, &missing, first, n);
    missing_clear(&missing);
}
