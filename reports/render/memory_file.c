#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* fopencookie: POSIX has no file in memory that grows and can be both written and read */
#endif
#include "reports/render/memory_file.h"

#include <glib.h>
#include <string.h>

struct memory_file {
    GByteArray *bytes;
    guint64 position;
};

static ssize_t read_memory(void *cookie, char *buffer, size_t size)
{
    struct memory_file *file = cookie;
    const size_t n = MIN(size, file->bytes->len - MIN(file->position, file->bytes->len));
    if (n > 0)
        memcpy(buffer, file->bytes->data + file->position, n);
    file->position += n;
    return (ssize_t)n;
}

static ssize_t write_memory(void *cookie, const char *buffer, size_t size)
{
    struct memory_file *file = cookie;
    if (file->position + size > file->bytes->len)
        g_byte_array_set_size(file->bytes, (guint)(file->position + size));
    memcpy(file->bytes->data + file->position, buffer, size);
    file->position += size;
    return (ssize_t)size;
}

static int seek_memory(void *cookie, off64_t *offset, int from)
{
    struct memory_file *file = cookie;
    const off64_t base = from == SEEK_SET ? 0 : from == SEEK_CUR ? (off64_t)file->position : (off64_t)file->bytes->len;
    if (base + *offset < 0 || base + *offset > (off64_t)file->bytes->len)
        return -1;
    file->position = (guint64)(base + *offset);
    *offset = (off64_t)file->position;
    return 0;
}

static int close_memory(void *cookie)
{
    struct memory_file *file = cookie;
    g_byte_array_unref(file->bytes);
    g_free(file);
    return 0;
}

FILE *memory_file_new(void)
{
    const cookie_io_functions_t functions = {read_memory, write_memory, seek_memory, close_memory};
    struct memory_file *file = g_new0(struct memory_file, 1);
    file->bytes = g_byte_array_new();
    FILE *stream = fopencookie(file, "w+", functions);
    if (stream == NULL)
        close_memory(file);
    return stream;
}
