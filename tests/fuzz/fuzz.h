/* What fuzz targets share. A target is one function that takes any bytes and aborts where the program breaks a promise;
 * libFuzzer feeds it (make fuzz), or replay.c does (tests/fuzz.sh). Its project is tests/fuzz/project, copied beside
 * the program, where project_open finds it. */
#ifndef SCORECARD_TESTS_FUZZ_H
#define SCORECARD_TESTS_FUZZ_H

#include "pipeline/lib/error.h"
#include "tests/temporary.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline char **fuzz_folder_place(void)
{
    static char *folder;
    return &folder;
}

static inline void fuzz_remove_folder(void)
{
    temporary_remove(*fuzz_folder_place());
}

/* A folder for the files of this process, gone at its end. */
static inline const char *fuzz_folder(void)
{
    char **folder = fuzz_folder_place();
    if (*folder == NULL) {
        *folder = temporary_make();
        atexit(fuzz_remove_folder);
    }
    return *folder;
}

/* Writes `name` into the folder; the path is the caller's to free. */
static inline char *fuzz_write(const char *folder, const char *name, const void *bytes, size_t size)
{
    char *path = g_build_filename(folder, name, NULL);
    FILE *file = g_fopen(path, "wb");
    g_assert_nonnull(file);
    g_assert_cmpuint(fwrite(bytes, 1, size, file), ==, size);
    g_assert_cmpint(fclose(file), ==, 0);
    return path;
}

/* An input of two files: what stands before its first NUL, and what stands behind, which may be missing. */
struct fuzz_pair {
    const uint8_t *first, *second; /* second NULL: there is none */
    size_t n_first, n_second;
};

static inline struct fuzz_pair fuzz_split(const uint8_t *data, size_t size)
{
    const uint8_t *nul = size == 0 ? NULL : memchr(data, 0, size);
    if (nul == NULL)
        return (struct fuzz_pair){.first = data, .n_first = size};
    const size_t n = (size_t)(nul - data);
    return (struct fuzz_pair){data, nul + 1, n, size - n - 1};
}

/* Writes what changes a definition, a file of folder/changes; NULL, and none is there, when the input has none. */
static inline char *fuzz_write_changes(const struct fuzz_pair *pair, const char *folder, const char *name)
{
    g_autofree char *changes = g_build_filename(folder, "changes", NULL), *path = g_build_filename(changes, name, NULL);
    g_mkdir(changes, 0700);
    g_remove(path);
    return pair->second == NULL ? NULL : fuzz_write(changes, name, pair->second, pair->n_second);
}

/* The bytes as a text: what is not UTF-8 becomes U+FFFD, and NULs go. The caller frees. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
    g_autofree char *bytes = g_malloc(size + 1);
    size_t n = 0;
    for (size_t i = 0; i < size; i++)
        if (data[i] != 0)
            bytes[n++] = (char)data[i];
    return g_utf8_make_valid(bytes, (gssize)n);
}

/* Which of the two files a fault is of; `changes` may be NULL. */
static inline const char *fuzz_blamed(const GError *error, const char *path, const char *changes)
{
    return changes != NULL && g_str_has_prefix(error->message, changes) ? changes : path;
}

/* Only the fault of a file the user wrote may come of a file the user wrote, and it says where: "path:line:column: …".
 */
static inline void fuzz_assert_placed(GError *error, const char *path)
{
    g_assert_nonnull(error);
    if (g_getenv("SCORECARD_FUZZ_SAY") != NULL)
        fprintf(stderr, "%s\n", error->message);
    g_assert_cmpint(error->code, ==, SCORECARD_ERROR_INVALID);
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    if (!g_str_has_prefix(error->message, path))
        g_error("not of %s: %s", path, error->message);
    unsigned line = 0, column = 0;
    g_assert_cmpint(sscanf(error->message + strlen(path), ":%u:%u: ", &line, &column), ==, 2);
    g_assert_cmpuint(line, >, 0);
    g_assert_cmpuint(column, >, 0);
}

#endif
