/* The parts of a workbook, read by the test's own few lines. */
#ifndef SCORECARD_TESTS_UNZIP_H
#define SCORECARD_TESTS_UNZIP_H

#include <gio/gio.h>
#include <glib.h>
#include <stdint.h>
#include <string.h>

static inline uint32_t unzip_number(const uint8_t *at, int n)
{
    uint32_t number = 0;
    for (int i = n; i-- > 0;)
        number = number << 8 | at[i];
    return number;
}

/* The bytes of one entry, from its line in the directory; the caller frees. */
static inline char *unzip_entry(const uint8_t *bytes, const uint8_t *line, gsize *length)
{
    const uint8_t *local = bytes + unzip_number(line + 42, 4);
    const uint8_t *packed = local + 30 + unzip_number(local + 26, 2) + unzip_number(local + 28, 2);
    const uint32_t n_packed = unzip_number(line + 20, 4);
    *length = unzip_number(line + 24, 4);
    char *text = g_malloc0(*length + 1);
    if (unzip_number(line + 10, 2) == 0) {
        memcpy(text, packed, *length);
        return text;
    }
    g_autoptr(GZlibDecompressor) unpacker = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_RAW);
    gsize n_read = 0, n_written = 0;
    GError *error = NULL;
    g_converter_convert(G_CONVERTER(unpacker), packed, n_packed, text, *length + 1, G_CONVERTER_INPUT_AT_END, &n_read,
                        &n_written, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(n_written, ==, *length);
    return text;
}

/* Calls `take` with each part's name and text. */
static inline void unzip_all(const char *path, void (*take)(const char *name, const char *text, gsize length))
{
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_assert_cmpuint(length, >, 22);
    const uint8_t *zip = (const uint8_t *)bytes, *end = zip + length - 22;
    g_assert_true(memcmp(end, "PK\5\6", 4) == 0);
    const uint8_t *line = zip + unzip_number(end + 16, 4);
    for (uint32_t n = unzip_number(end + 10, 2); n > 0; n--) {
        gsize n_text = 0;
        g_autofree char *name = g_strndup((const char *)line + 46, unzip_number(line + 28, 2));
        g_autofree char *text = unzip_entry(zip, line, &n_text);
        take(name, text, n_text);
        line += 46 + unzip_number(line + 28, 2) + unzip_number(line + 30, 2) + unzip_number(line + 32, 2);
    }
}

#endif
