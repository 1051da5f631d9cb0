#include "reports/render/pdf.h"

#include "reports/render/finish.h"
#include "reports/render/front.h"
#include "reports/render/layout.h"

struct book {
    const struct document *document;
    struct document *front; /* the page on how to read */
    struct typesetter *typesetter;
    struct layout **pages;   /* of each of the document's pages, until they are put together */
    gint n_to_lay;           /* pages that nobody has taken */
    struct layout *layout;   /* of the document's pages */
    struct layout *guide;    /* of the page on how to read, unless it stands on the cover */
    GArray *cover_guide;     /* struct placed_block: how to read, on the cover; or NULL */
    bool has_contents_sheet; /* too many lines for the cover */
    struct canvas *canvas;
    struct finished *file;
    int n_sheets;
};

/* Sheets before those that the layouts know. */
static int front_sheets(const struct book *book)
{
    return book->document->has_front ? 1 + book->has_contents_sheet : 0;
}

static guint n_laid(const struct book *book)
{
    return book->guide->sheets->len + book->layout->sheets->len;
}

/* How to read, then the document's own. */
static const struct sheet *sheet_at(const struct book *book, guint i)
{
    const guint n = book->guide->sheets->len;
    return i < n ? book->guide->sheets->pdata[i] : book->layout->sheets->pdata[i - n];
}

static void draw_footer(const struct book *book, int number)
{
    struct box page = {0, 0, theme()->page_width, theme()->page_height};
    page = box_inset(page, theme()->margin_x, 0);
    struct box foot = box_cut_bottom(&page, theme()->margin_bottom);
    const double y = foot.y + foot.height * 0.52;
    struct text_look look = {{.size = theme()->label, .is_bold = true}, theme()->text, ALIGN_LEFT};
    g_autofree char *text = g_strdup_printf("Page %d of %d", number, book->n_sheets);
    g_autofree char *title = g_strjoin(", ", book->document->title, book->document->authority, NULL);
    canvas_line(book->canvas, (struct point){foot.x, foot.y + 9}, (struct point){box_right(foot), foot.y + 9},
                (struct stroke){theme()->grid, 0.6, 0});
    if (book->document->marking != NULL)
        canvas_label(book->canvas, foot.x, y, book->document->marking, look);
    look = (struct text_look){{.size = theme()->label}, theme()->muted, ALIGN_CENTRE};
    canvas_label(book->canvas, box_centre_x(foot), y, title, look);
    look.align = ALIGN_RIGHT;
    canvas_label(book->canvas, box_right(foot), y, text, look);
}

static void end_sheet(const struct book *book, int number)
{
    draw_footer(book, number);
    canvas_next_page(book->canvas);
}

static void clear_entry(void *data)
{
    struct entry *entry = data;
    g_free(entry->title);
    g_free(entry->destination);
}

static void add_block_entries(GArray *entries, const struct sheet *sheet, int number)
{
    for (guint i = 0; i < sheet->blocks->len; i++) {
        const struct placed_block *placed = &g_array_index(sheet->blocks, struct placed_block, i);
        if (placed->from > 0 || placed->block->title == NULL)
            continue;
        const struct entry entry = {block_name(placed->block), block_destination(placed->block), number, true};
        g_array_append_val(entries, entry);
    }
}

static GArray *list_entries(const struct book *book, bool with_blocks)
{
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    g_array_set_clear_func(entries, clear_entry);
    for (guint i = 0; i < n_laid(book); i++) {
        const struct sheet *sheet = sheet_at(book, i);
        const int number = (int)i + 1 + front_sheets(book);
        if (sheet->part == 0) {
            const struct entry entry = {g_strdup(sheet->page->title), sheet_destination(sheet->page, 0), number, false};
            g_array_append_val(entries, entry);
        }
        if (with_blocks)
            add_block_entries(entries, sheet, number);
    }
    return entries;
}

/* The pages, and what stands on each where all of that fits and how to read does not stand below them. */
static GArray *choose_entries(const struct book *book)
{
    GArray *entries = list_entries(book, book->cover_guide == NULL);
    if (entries->len <= cover_most_entries())
        return entries;
    g_array_unref(entries);
    return list_entries(book, false);
}

static guint n_pages(const struct book *book)
{
    guint n = 0;
    for (guint i = 0; i < n_laid(book); i++)
        n += sheet_at(book, i)->part == 0;
    return n;
}

/* One page needs no list of pages. */
static bool has_contents_on_cover(const struct book *book)
{
    return !book->has_contents_sheet && n_pages(book) > 1;
}

static void draw_front(const struct book *book)
{
    g_autoptr(GArray) entries = choose_entries(book);
    cover_draw(book->canvas, book->document, has_contents_on_cover(book) ? entries : NULL, book->cover_guide);
    end_sheet(book, 1);
    if (!book->has_contents_sheet)
        return;
    contents_draw(book->canvas, entries);
    end_sheet(book, 2);
}

static void draw_sheets(const struct book *book)
{
    if (book->document->has_front)
        draw_front(book);
    for (guint i = 0; i < n_laid(book); i++) {
        canvas_set_typesetter(book->canvas, sheet_at(book, i)->typesetter);
        sheet_draw(sheet_at(book, i), book->canvas);
        end_sheet(book, (int)i + 1 + front_sheets(book));
    }
}

static void add_block_bookmarks(const struct book *book, const struct sheet *sheet, int parent)
{
    for (guint i = 0; i < sheet->blocks->len; i++) {
        const struct placed_block *placed = &g_array_index(sheet->blocks, struct placed_block, i);
        g_autofree char *destination = block_destination(placed->block), *name = block_name(placed->block);
        if (placed->from == 0 && name != NULL)
            canvas_bookmark(book->canvas, parent, name, destination);
    }
}

/* A bookmark a sheet, and under it one for each of its blocks. */
static void add_bookmarks(const struct book *book)
{
    int parent = CANVAS_NO_PARENT;
    if (book->document->has_front) {
        canvas_bookmark(book->canvas, CANVAS_NO_PARENT, "Cover", FRONT_COVER);
        if (book->has_contents_sheet || has_contents_on_cover(book))
            canvas_bookmark(book->canvas, CANVAS_NO_PARENT, "Contents", FRONT_CONTENTS);
    }
    if (book->cover_guide != NULL)
        canvas_bookmark(book->canvas, CANVAS_NO_PARENT, "How to read this report", FRONT_GUIDE);
    for (guint i = 0; i < n_laid(book); i++) {
        const struct sheet *sheet = sheet_at(book, i);
        g_autofree char *destination = sheet_destination(sheet->page, sheet->part);
        g_autofree char *continued = g_strconcat(sheet->page->title, " (continued)", NULL);
        if (sheet->part == 0)
            parent = canvas_bookmark(book->canvas, CANVAS_NO_PARENT, sheet->page->title, destination);
        else
            canvas_bookmark(book->canvas, parent, continued, destination);
        add_block_bookmarks(book, sheet, parent);
    }
}

/* How to read stands on the cover where it fits, else on a page of its own. */
static void lay_out_front(struct book *book)
{
    const guint n = n_pages(book);
    book->cover_guide = cover_guide(book->typesetter, book->layout, book->front);
    if (!cover_holds_guide(book->typesetter, book->cover_guide, n > 1 ? n : 0)) {
        g_clear_pointer(&book->cover_guide, g_array_unref);
        layout_add_page(book->guide, book->typesetter, g_ptr_array_index(book->front->pages, 0));
    }
    g_autoptr(GArray) all = choose_entries(book);
    book->has_contents_sheet = all->len > cover_most_entries();
}

/* The last pages, which are long tables, first: short ones are left for whoever is done before the other. */
void book_lay_pages(struct book *book, struct typesetter *typesetter)
{
    for (gint i = g_atomic_int_add(&book->n_to_lay, -1); i > 0; i = g_atomic_int_add(&book->n_to_lay, -1)) {
        const struct page *page = book->document->pages->pdata[i - 1];
        if (!page->is_missing)
            layout_add_page(book->pages[i - 1], typesetter, page);
    }
}

static void lay_out(struct book *book)
{
    for (guint i = 0; i < book->document->pages->len; i++)
        layout_append(book->layout, g_steal_pointer(&book->pages[i]));
    if (book->document->has_front)
        lay_out_front(book);
    book->n_sheets = (int)n_laid(book) + front_sheets(book);
}

static bool draw(struct book *book, GError **error)
{
    const struct document *document = book->document;
    const struct canvas_metadata metadata = {document->title,
                                             document->author != NULL ? document->author : document->authority,
                                             document->subject, document->keywords, document->as_at};
    lay_out(book);
    canvas_set_metadata(book->canvas, metadata);
    draw_sheets(book);
    add_bookmarks(book);
    g_autoptr(GBytes) drawn = canvas_finish(book->canvas, error);
    if (drawn == NULL)
        return false;
    const struct finish_request request = {metadata, canvas_figures(book->canvas), canvas_links(book->canvas),
                                           theme()->page_height};
    book->file = finish_pdf(drawn, &request, error);
    return book->file != NULL;
}

struct book *book_new(const struct document *document)
{
    struct book *book = g_new0(struct book, 1);
    const guint n = document->pages->len;
    book->document = document;
    book->front = how_to_read_new(document);
    book->pages = g_new0(struct layout *, n);
    for (guint i = 0; i < n; i++)
        book->pages[i] = layout_new();
    book->n_to_lay = (gint)n;
    book->layout = layout_new();
    book->guide = layout_new();
    return book;
}

bool book_draw(struct book *book, struct typesetter *typesetter, GError **error)
{
    book->typesetter = typesetter;
    book->canvas = canvas_new_pdf(typesetter, (struct box){0, 0, theme()->page_width, theme()->page_height});
    return draw(book, error);
}

bool book_write(const struct book *book, const char *path, GError **error)
{
    size_t length = 0;
    const unsigned char *bytes = finished_bytes(book->file, &length);
    return g_file_set_contents(path, (const char *)bytes, (gssize)length, error);
}

void book_free(struct book *book)
{
    if (book == NULL)
        return;
    finished_free(book->file);
    canvas_free(book->canvas);
    g_clear_pointer(&book->cover_guide, g_array_unref);
    for (guint i = 0; i < book->document->pages->len; i++)
        layout_free(book->pages[i]);
    g_free(book->pages);
    layout_free(book->guide);
    layout_free(book->layout);
    document_free(book->front);
    g_free(book);
}
