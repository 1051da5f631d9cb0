/* What pages say of extracts that have not been loaded: once, and which figures want them. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/date.h"

#include <string.h>

#define LEAST_COLUMNS 6 /* paragraphs that are set in two columns */

char *publish_why_missing(const struct publisher *p, const struct measure *measure)
{
    if (measure->is_missing) {
        g_autofree char *what = measure_what_is_missing(measure, "\"");
        return g_strdup_printf("%s has not been loaded", what);
    }
    const struct figure *headline = figures_headline(p->figures, measure, p->calendar->as_at);
    const bool is_census = measure_headline_kind(measure) == PERIOD_CENSUS;
    if (!is_census || headline == NULL || headline->has_value || !g_str_equal(headline->symbol, "x"))
        return NULL;
    g_autofree char *day = date_format_long(p->calendar->as_at);
    return g_strdup_printf("no census that holds it up to %s has been loaded", day);
}

/* Whether the measure's rows are there, and its sum or ratio still cannot be told. */
static bool is_unknown(const struct publisher *p, const struct measure *measure)
{
    g_autofree char *why = publish_why_missing(p, measure);
    const struct figure *headline = figures_headline(p->figures, measure, p->calendar->as_at);
    return why == NULL && headline != NULL && !headline->has_value && g_str_equal(headline->symbol, "x");
}

/* Measures that are missing for one cause; "audits", "a census" names it in a list. */
struct cause {
    char *why;
    const char *name;
    GPtrArray *measures; /* const struct measure * */
};

static void clear_cause(void *data)
{
    struct cause *cause = data;
    g_free(cause->why);
    g_ptr_array_unref(cause->measures);
}

static GArray *causes_new(void)
{
    GArray *causes = g_array_new(FALSE, FALSE, sizeof(struct cause));
    g_array_set_clear_func(causes, clear_cause);
    return causes;
}

static struct cause *find_cause(GArray *causes, const char *why)
{
    for (guint i = 0; i < causes->len; i++)
        if (g_str_equal(g_array_index(causes, struct cause, i).why, why))
            return &g_array_index(causes, struct cause, i);
    return NULL;
}

/* Whether the measure is missing, known before or not. */
static bool add_measure(const struct publisher *p, GArray *causes, const struct measure *measure)
{
    g_autofree char *why = measure == NULL ? NULL : publish_why_missing(p, measure);
    if (why == NULL)
        return false;
    struct cause *cause = find_cause(causes, why);
    if (cause == NULL) {
        const struct cause added = {g_steal_pointer(&why), measure->is_missing ? measure->missing_extract : "a census",
                                    g_ptr_array_new()};
        g_array_append_val(causes, added);
        cause = &g_array_index(causes, struct cause, causes->len - 1);
    }
    if (!g_ptr_array_find(cause->measures, measure, NULL))
        g_ptr_array_add(cause->measures, (void *)(uintptr_t)measure);
    return true;
}

/* "audits (Q01, Q03)". */
static void append_cause(GString *text, const struct cause *cause)
{
    g_string_append_printf(text, "%s (", cause->name);
    for (guint i = 0; i < cause->measures->len; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? "" : ", ",
                               ((const struct measure *)cause->measures->pdata[i])->ref);
    g_string_append_c(text, ')');
}

/* "F01, F03", or "". The caller frees. */
static char *list_unknown(const struct publisher *p, const GArray *measures)
{
    g_autoptr(GPtrArray) refs = g_ptr_array_new();
    for (guint i = 0; i < measures->len; i++) {
        const struct measure *measure = g_array_index(measures, const struct measure *, i);
        if (measure != NULL && is_unknown(p, measure) && !g_ptr_array_find(refs, measure->ref, NULL))
            g_ptr_array_add(refs, (void *)(uintptr_t)measure->ref);
    }
    g_ptr_array_add(refs, NULL);
    return g_strjoinv(", ", (char **)refs->pdata);
}

void publish_note_missing(struct publisher *publisher, struct block *block, const GArray *measures)
{
    g_autoptr(GArray) causes = causes_new();
    for (guint i = 0; i < measures->len; i++)
        add_measure(publisher, causes, g_array_index(measures, const struct measure *, i));
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < causes->len; i++) {
        g_string_append(text, i == 0 ? "[x] Extracts that have not been loaded: " : "; ");
        append_cause(text, &g_array_index(causes, struct cause, i));
    }
    g_autofree char *unknown = list_unknown(publisher, measures);
    if (*unknown != '\0')
        g_string_append_printf(text, "%s[x] Of these an amount is not filled in, or too large to be added exactly: %s",
                               text->len > 0 ? ". " : "", unknown);
    if (text->len > 0)
        block->note = document_printf(publisher->document, "%s.", text->str);
}

bool publish_are_missing(const struct publisher *publisher, const GArray *measures)
{
    for (guint i = 0; i < measures->len; i++) {
        g_autofree char *why = publish_why_missing(publisher, g_array_index(measures, const struct measure *, i));
        if (why == NULL)
            return false;
    }
    return measures->len > 0;
}

/* What a page leaves out: measures by cause, and other reasons as their blocks give them. */
struct missing {
    GArray *causes;     /* struct cause */
    GPtrArray *reasons; /* const char * */
};

static struct missing missing_new(void)
{
    return (struct missing){causes_new(), g_ptr_array_new()};
}

static void missing_clear(struct missing *missing)
{
    g_array_unref(missing->causes);
    g_ptr_array_unref(missing->reasons);
}

static bool missing_has_any(const struct missing *missing)
{
    return missing->causes->len > 0 || missing->reasons->len > 0;
}

static void add_reason(struct missing *missing, const char *reason)
{
    if (reason != NULL && !g_ptr_array_find_with_equal_func(missing->reasons, reason, g_str_equal, NULL))
        g_ptr_array_add(missing->reasons, (void *)(uintptr_t)reason);
}

/* Whether one of the block's measures is missing. */
static bool add_measures(const struct publisher *publisher, GArray *causes, const struct report_block *from)
{
    bool is_named = add_measure(publisher, causes, from->measure);
    for (guint i = 0; i < from->measures->len; i++)
        is_named |= add_measure(publisher, causes, g_array_index(from->measures, const struct measure *, i));
    for (guint i = 0; i < from->groups->len; i++)
        is_named |= add_measure(publisher, causes, g_array_index(from->groups, struct report_group, i).measure);
    return is_named;
}

/* What the blocks are about that the page leaves out. */
static void list_missing(const struct publisher *publisher, struct missing *missing, const struct page *page,
                         const struct report_page *from)
{
    for (guint i = 0; i < from->blocks->len; i++) {
        const struct report_block *wanted = from->blocks->pdata[i];
        const struct block *block = page_find_block(page, wanted->id);
        if (block == NULL || !block->is_missing)
            continue;
        if (!add_measures(publisher, missing->causes, wanted))
            add_reason(missing, block->empty);
    }
}

/* "[x] Not available: the extract "audits" has not been loaded. It is needed for: Q01 Audited plans; Q03 …" */
static void add_paragraph(struct publisher *publisher, struct block *block, const struct cause *cause)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "[x] Not available: %s. It is needed for ", cause->why);
    for (guint i = 0; i < cause->measures->len; i++) {
        const struct measure *measure = cause->measures->pdata[i];
        g_string_append_printf(text, "%s%s %s", i == 0 ? "" : "; ", measure->ref, measure->title);
    }
    g_string_append_c(text, '.');
    paragraphs_add(&block->paragraphs, document_text(publisher->document, text->str));
}

static struct block *start_text(struct publisher *publisher, struct page *page, const char *part)
{
    g_autofree char *id = g_strconcat(page->id, part, NULL);
    struct block *block = page_add_block(publisher->document, page, BLOCK_TEXT, id);
    block->is_repeated = true; /* the workbook says it sheet by sheet */
    return block;
}

/* Whether the reason is for want of an extract that is a cause by itself. */
static bool is_told(const struct missing *missing, const char *reason)
{
    for (guint i = 0; i < missing->causes->len; i++) {
        g_autofree char *name = g_strdup_printf("\"%s\"", g_array_index(missing->causes, struct cause, i).name);
        if (strstr(reason, name) != NULL)
            return true;
    }
    return false;
}

static void add_paragraphs(struct publisher *publisher, struct block *block, const struct missing *missing)
{
    for (guint i = 0; i < missing->causes->len; i++)
        add_paragraph(publisher, block, &g_array_index(missing->causes, struct cause, i));
    for (guint i = 0; i < missing->reasons->len; i++)
        if (!is_told(missing, missing->reasons->pdata[i]))
            paragraphs_add(&block->paragraphs, missing->reasons->pdata[i]);
}

static void add_text(struct publisher *publisher, struct page *page, const struct missing *missing)
{
    struct block *block = start_text(publisher, page, "_missing");
    block->title = "What cannot be shown yet";
    add_paragraphs(publisher, block, missing);
}

static size_t length_of(const GPtrArray *paragraphs)
{
    size_t length = 0;
    for (guint i = 0; i < paragraphs->len; i++)
        length += strlen(paragraphs->pdata[i]);
    return length;
}

/* A page of nothing else: in two columns, which its own title heads. */
static void add_columns(struct publisher *publisher, struct page *page, const struct missing *missing)
{
    struct block *left = start_text(publisher, page, "_missing");
    add_paragraphs(publisher, left, missing);
    const size_t half = length_of(left->paragraphs) / 2;
    if (left->paragraphs->len < LEAST_COLUMNS)
        return;
    struct block *right = start_text(publisher, page, "_missing_2");
    left->width = right->width = WIDTH_HALF;
    guint n = 0;
    for (size_t taken = 0; taken < half; n++)
        taken += strlen(left->paragraphs->pdata[n]);
    for (guint i = n; i < left->paragraphs->len; i++)
        paragraphs_add(&right->paragraphs, left->paragraphs->pdata[i]);
    g_ptr_array_set_size(left->paragraphs, (int)n);
}

void publish_say_missing(struct publisher *publisher, struct page *page, const struct report_page *from)
{
    struct missing missing = missing_new();
    list_missing(publisher, &missing, page, from);
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
    page->finding = document_printf(document, "%u of %u pages cannot be made yet [x]: what %s is below.", n,
                                    publisher->report->pages->len, n == 1 ? "it needs" : "they need");
    add_columns(publisher, page, missing);
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
        list_missing(publisher, &missing, page, publisher->report->pages->pdata[i]);
        page->is_missing = true;
        first = MIN(first, i);
        n++;
    }
    if (n > 0)
        insert_page(publisher, &missing, first, n);
    missing_clear(&missing);
}
