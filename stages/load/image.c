#include "stages/load/image.h"

#include "stages/load/image_record.h"

#include <string.h>

/* The first page holds the schema, the second is the table's root. */
#define SCHEMA_PAGE 1
#define ROOT_PAGE 2
#define FIRST_ROOM 8 /* pages */

#define FILE_HEADER 100 /* at the beginning of the first page, whose own header follows */
#define LEAF_KIND 13
#define LEAF_HEADER 8
#define INTERIOR_KIND 5
#define INTERIOR_HEADER 12
#define POINTER 2 /* to a cell */
#define LINK 4    /* to a page */

/* Of a record, what lies on its leaf: all, or where that is more than LONGEST_LOCAL, at least SHORTEST_LOCAL. */
#define LONGEST_LOCAL (IMAGE_PAGE - 35)
#define SHORTEST_LOCAL ((IMAGE_PAGE - 12) * 32 / 255 - 23)
#define LONGEST_HEAD 18 /* two varints */
#define LONGEST_ON_FIRST (IMAGE_PAGE - FILE_HEADER - LEAF_HEADER - POINTER - LONGEST_HEAD - LINK)
#define PADDING 256 /* more than from there to LONGEST_LOCAL */

struct leaf {
    guint page;
    int64_t last; /* row id */
};

void image_init(struct image *image)
{
    *image = (struct image){.room = FIRST_ROOM, .pages = g_malloc((gsize)FIRST_ROOM * IMAGE_PAGE)};
    image->leaves = g_array_new(FALSE, FALSE, sizeof(struct leaf));
    image->types = g_byte_array_new();
    image->payload = g_byte_array_new();
}

void image_clear(struct image *image)
{
    g_free(image->pages);
    g_array_unref(image->leaves);
    g_byte_array_unref(image->types);
    g_byte_array_unref(image->payload);
}

/* Pages are counted from 1. The pointer holds until a page is added. */
static unsigned char *page_at(const struct image *image, guint page)
{
    return image->pages + (gsize)(page - 1) * IMAGE_PAGE;
}

static guint add_page(struct image *image)
{
    if (image->n_pages == image->room) {
        image->room *= 2;
        image->pages = g_realloc_n(image->pages, image->room, IMAGE_PAGE);
    }
    return ++image->n_pages;
}

static void put_page_header(unsigned char *at, guint kind, guint n_cells, guint content)
{
    at[0] = (unsigned char)kind;
    record_put_number(at + 1, 2, 0); /* no free block */
    record_put_number(at + 3, 2, n_cells);
    record_put_number(at + 5, 2, content); /* 65536 is written as 0 */
    at[7] = 0;                             /* no free byte between cells */
}

static guint header_offset(guint page)
{
    return page == SCHEMA_PAGE ? FILE_HEADER : 0;
}

static void open_leaf(struct image *image, guint page)
{
    image->leaf = page;
    image->n_cells = 0;
    image->content = IMAGE_PAGE;
}

static void close_leaf(struct image *image)
{
    put_page_header(page_at(image, image->leaf) + header_offset(image->leaf), LEAF_KIND, image->n_cells,
                    image->content);
}

/* The table's first leaf is its root, until there is a second. */
static guint move_from_root(struct image *image)
{
    const guint page = add_page(image);
    memcpy(page_at(image, page), page_at(image, ROOT_PAGE), IMAGE_PAGE);
    return page;
}

static void next_leaf(struct image *image)
{
    close_leaf(image);
    const struct leaf leaf = {image->leaf == ROOT_PAGE ? move_from_root(image) : image->leaf, image->last_row_id};
    g_array_append_val(image->leaves, leaf);
    open_leaf(image, add_page(image));
}

/* Where a cell of `length` bytes goes: on the leaf in hand, or the next. */
static unsigned char *add_cell(struct image *image, guint length)
{
    if (header_offset(image->leaf) + LEAF_HEADER + (image->n_cells + 1) * POINTER + length > image->content)
        next_leaf(image);
    unsigned char *page = page_at(image, image->leaf);
    image->content -= length;
    record_put_number(page + header_offset(image->leaf) + LEAF_HEADER + image->n_cells * POINTER, POINTER,
                      image->content);
    image->n_cells++;
    return page + image->content;
}

/* Returns the first of a chain of pages that hold the bytes. */
static guint add_chain(struct image *image, const unsigned char *bytes, size_t length)
{
    const guint first = image->n_pages + 1;
    while (length > 0) {
        unsigned char *page = page_at(image, add_page(image));
        const size_t part = MIN(length, IMAGE_PAGE - LINK);
        length -= part;
        record_put_number(page, LINK, length > 0 ? image->n_pages + 1 : 0);
        memcpy(page + LINK, bytes, part);
        bytes += part;
    }
    return first;
}

static size_t local_length(size_t length)
{
    if (length <= LONGEST_LOCAL)
        return length;
    const size_t local = SHORTEST_LOCAL + (length - SHORTEST_LOCAL) % (IMAGE_PAGE - LINK);
    return local <= LONGEST_LOCAL ? local : SHORTEST_LOCAL;
}

static void add_long_cell(struct image *image, int64_t row_id, const unsigned char *payload, size_t length)
{
    const size_t local = local_length(length);
    const guint chain = add_chain(image, payload + local, length - local);
    const guint head = record_varint_length(length) + record_varint_length((uint64_t)row_id);
    unsigned char *at = add_cell(image, head + (guint)local + LINK);
    at += record_put_varint(at, length);
    at += record_put_varint(at, (uint64_t)row_id);
    memcpy(at, payload, local);
    record_put_number(at + local, LINK, chain);
}

static void add_record(struct image *image, int64_t row_id, const int *fields, guint n_fields,
                       const struct value *values)
{
    const struct record record = record_measure(fields, n_fields, values, image->types->data);
    if (record.length > LONGEST_LOCAL) {
        g_byte_array_set_size(image->payload, (guint)record.length);
        record_write(&record, image->payload->data);
        add_long_cell(image, row_id, image->payload->data, record.length);
        return;
    }
    const guint head = record_varint_length(record.length) + record_varint_length((uint64_t)row_id);
    unsigned char *at = add_cell(image, head + (guint)record.length);
    at += record_put_varint(at, record.length);
    at += record_put_varint(at, (uint64_t)row_id);
    record_write(&record, at);
}

static struct value text_value(const char *text)
{
    return (struct value){.kind = VALUE_TEXT, .length = (uint32_t)strlen(text), .as.text = text};
}

/* The one row of sqlite_schema: type, name, tbl_name, rootpage, sql. The first page has room for less than others: what
 * would just not fit beside its header is lengthened by spaces, of which the most lies on further pages then. */
static void add_schema(struct image *image)
{
    static const int fields[] = {0, 1, 2, 3, 4};
    const struct image_table *table = image->table;
    struct value values[] = {text_value("table"),
                             text_value(table->name),
                             text_value(table->name),
                             {.kind = VALUE_INTEGER, .as.integer = ROOT_PAGE},
                             text_value(table->sql)};
    g_autofree char *padded = NULL;
    const struct record record = record_measure(fields, G_N_ELEMENTS(fields), values, image->types->data);
    if (local_length(record.length) > LONGEST_ON_FIRST) {
        padded = g_strdup_printf("%s%*s", table->sql, PADDING, "");
        values[G_N_ELEMENTS(values) - 1] = text_value(padded);
    }
    open_leaf(image, SCHEMA_PAGE);
    add_record(image, 1, fields, G_N_ELEMENTS(fields), values);
    g_assert(image->leaf == SCHEMA_PAGE);
    close_leaf(image);
}

void image_begin(struct image *image, const struct image_table *table)
{
    image->table = table;
    image->n_rows = 0;
    image->n_pages = ROOT_PAGE;
    g_array_set_size(image->leaves, 0);
    g_byte_array_set_size(image->types, RECORD_TYPES_SIZE(MAX(table->fields->len, 5)));
    add_schema(image);
    open_leaf(image, ROOT_PAGE);
}

void image_add_row(struct image *image, int64_t row_id, const struct value *values)
{
    const GArray *fields = image->table->fields;
    g_assert(image->n_rows < IMAGE_MOST_ROWS);
    add_record(image, row_id, (const int *)(const void *)fields->data, fields->len, values);
    image->last_row_id = row_id;
    image->n_rows++;
}

/* Each leaf but the last has a cell, of its number and the last row id on it. */
static void put_root(struct image *image)
{
    unsigned char *page = page_at(image, ROOT_PAGE);
    guint content = IMAGE_PAGE;
    for (guint i = 0; i < image->leaves->len; i++) {
        const struct leaf *leaf = &g_array_index(image->leaves, struct leaf, i);
        content -= LINK + record_varint_length((uint64_t)leaf->last);
        record_put_number(page + content, LINK, leaf->page);
        record_put_varint(page + content + LINK, (uint64_t)leaf->last);
        record_put_number(page + INTERIOR_HEADER + i * POINTER, POINTER, content);
    }
    put_page_header(page, INTERIOR_KIND, image->leaves->len, content);
    record_put_number(page + 8, LINK, image->leaf);
}

static void put_file_header(struct image *image)
{
    static const char magic[16] = "SQLite format 3";
    static const struct {
        guint offset, n_bytes, number;
    } numbers[] = {
        {18, 1, 1},       {19, 1, 1},               /* written and read with a rollback journal */
        {21, 1, 64},      {22, 1, 32}, {23, 1, 32}, /* fixed shares of a page */
        {24, 4, 1},       {92, 4, 1}, /* the change counter, and the one that the number of pages is valid for */
        {40, 4, 1},                   /* the schema's, always the same: so is the schema */
        {44, 4, 4},                   /* the schema's format */
        {56, 4, 1},                   /* UTF-8 */
        {96, 4, 3040001},             /* SQLite's version */
    };
    unsigned char *page = page_at(image, SCHEMA_PAGE);
    memset(page, 0, FILE_HEADER);
    memcpy(page, magic, sizeof magic);
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        record_put_number(page + numbers[i].offset, numbers[i].n_bytes, numbers[i].number);
    record_put_number(page + 16, 2, IMAGE_PAGE % 65535); /* 65536 is written as 1 */
    record_put_number(page + 28, 4, image->n_pages);
}

void image_end(struct image *image)
{
    close_leaf(image);
    if (image->leaf != ROOT_PAGE)
        put_root(image);
    put_file_header(image);
}
