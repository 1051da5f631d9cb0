/* SQLite's own file system, but for the pages of a warehouse: each ends with a sum of its bytes and its place, which is
 * made when it is written and held when it is read. SQLite itself notices only what breaks its structure: two pages
 * that a disk exchanged would pass, and give other figures.
 *
 * The sums lie where SQLite leaves bytes free at the end of each page; how many stands in the header. A file that was
 * made without stays so. One that another program has written into is not damaged: that leaves the first page, which
 * every change of a file changes, with a sum that is not its own, and so it stays. Its other sums then say nothing. */
#include "pipeline/lib/db_private.h"

#include <string.h>

#define SUM_BYTES 8
/* Of SQLite's file format. */
#define HEADER_BYTES 100
#define HEADER_PAGE_SIZE 16 /* two bytes, big-endian; 1 stands for 65536 */
#define HEADER_RESERVED 20

/* Behind what SQLite's own file system keeps of an open file. */
struct paged_file {
    sqlite3_io_methods methods; /* SQLite's own, but for reading and writing */
    const sqlite3_io_methods *own;
    int page_size; /* 0: not known yet */
    bool has_sums;
};

static sqlite3_vfs *own_system(void)
{
    return sqlite3_vfs_find(NULL);
}

static int offset_of_paged(void)
{
    const int step = (int)sizeof(sqlite3_int64);
    return (own_system()->szOsFile + step - 1) / step * step;
}

static struct paged_file *paged(sqlite3_file *file)
{
    return (struct paged_file *)(void *)((char *)file + offset_of_paged());
}

/* Four sums side by side, since each step of one waits for the step before. */
static void sum_page(const unsigned char *page, int page_size, sqlite3_int64 offset, unsigned char *sum)
{
    const guint64 odd = G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    guint64 sums[4] = {odd + (guint64)offset, 1, 2, 3}, words[4];
    for (int i = 0; i + SUM_BYTES < page_size; i += (int)sizeof words) {
        const int length = MIN((int)sizeof words, page_size - SUM_BYTES - i);
        if (length < (int)sizeof words)
            memset(words, 0, sizeof words);
        memcpy(words, page + i, (size_t)length);
        for (guint lane = 0; lane < G_N_ELEMENTS(sums); lane++) {
            sums[lane] = (sums[lane] ^ GUINT64_FROM_LE(words[lane])) * odd;
            sums[lane] ^= sums[lane] >> 29;
        }
    }
    for (guint lane = 1; lane < G_N_ELEMENTS(sums); lane++)
        sums[0] = (sums[0] ^ sums[lane]) * odd;
    const guint64 whole = GUINT64_TO_LE(sums[0] ^ sums[0] >> 32);
    memcpy(sum, &whole, SUM_BYTES);
}

/* SQLite may read the first page as long as it wishes before it knows better. */
static bool is_summed(const struct paged_file *file, int length, sqlite3_int64 offset)
{
    return file->has_sums && length == file->page_size && offset % length == 0;
}

static bool sum_is_right(const unsigned char *page, int page_size, sqlite3_int64 offset)
{
    unsigned char sum[SUM_BYTES];
    sum_page(page, page_size, offset, sum);
    return memcmp(page + page_size - SUM_BYTES, sum, SUM_BYTES) == 0;
}

/* What the first page, or its beginning, says of all. */
static void learn(struct paged_file *file, const unsigned char *bytes, int length)
{
    const int size = bytes[HEADER_PAGE_SIZE] << 8 | bytes[HEADER_PAGE_SIZE + 1];
    file->page_size = size == 1 ? 65536 : size;
    if (bytes[HEADER_RESERVED] != SUM_BYTES)
        file->has_sums = false;
    else if (length == file->page_size)
        file->has_sums = sum_is_right(bytes, length, 0);
}

static int read_page(sqlite3_file *handle, void *bytes, int length, sqlite3_int64 offset)
{
    struct paged_file *file = paged(handle);
    const int code = file->own->xRead(handle, bytes, length, offset);
    if (code != SQLITE_OK)
        return code;
    if (offset == 0 && length >= HEADER_BYTES)
        learn(file, bytes, length);
    else if (is_summed(file, length, offset) && !sum_is_right(bytes, length, offset))
        return SQLITE_CORRUPT;
    return SQLITE_OK;
}

/* The sum goes into the page as SQLite keeps it, too: what a journal keeps of it has to be what the file had. */
static int write_page(sqlite3_file *handle, const void *bytes, int length, sqlite3_int64 offset)
{
    struct paged_file *file = paged(handle);
    unsigned char *page;
    memcpy(&page, &bytes, sizeof page);
    if (file->page_size == 0) /* of a new file, whose header may be written last */
        file->page_size = length;
    if (offset == 0 && page[HEADER_RESERVED] != SUM_BYTES)
        file->has_sums = false;
    if (is_summed(file, length, offset))
        sum_page(page, length, offset, page + length - SUM_BYTES);
    return file->own->xWrite(handle, bytes, length, offset);
}

static int open_paged(sqlite3_vfs *system, const char *name, sqlite3_file *handle, int flags, int *flags_had)
{
    (void)system;
    const int code = own_system()->xOpen(own_system(), name, handle, flags, flags_had);
    if (code != SQLITE_OK || (flags & SQLITE_OPEN_MAIN_DB) == 0)
        return code;
    struct paged_file *file = paged(handle);
    *file = (struct paged_file){.methods = *handle->pMethods, .own = handle->pMethods, .has_sums = true};
    file->methods.xRead = read_page;
    file->methods.xWrite = write_page;
    handle->pMethods = &file->methods;
    return SQLITE_OK;
}

void db_pages_register(void)
{
    sqlite3_vfs *system = g_new(sqlite3_vfs, 1); /* for as long as the process runs */
    *system = *own_system();
    system->pNext = NULL;
    system->zName = DB_PAGES;
    system->szOsFile = offset_of_paged() + (int)sizeof(struct paged_file);
    system->xOpen = open_paged;
    sqlite3_vfs_register(system, 0);
}

void db_pages_sum(sqlite3 *handle)
{
    int reserved = SUM_BYTES;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
}
