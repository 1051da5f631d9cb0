/* Any bytes as an extract: read, validated and loaded. Every physical line ends somewhere, every finding lies within
 * the file, what was loaded is there, and a second load of the same file is none. */
#ifndef SCORECARD_TESTS_FUZZ_LOAD_H
#define SCORECARD_TESTS_FUZZ_LOAD_H

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_warehouse.h"

#include "pipeline/lib/date.h"
#include "stages/load/load.h"

/* Looks at the warehouse that a file was loaded into, before it is taken back. */
typedef void (*fuzz_look)(struct db *db);

static const char *const fuzz_encodings[] = {NULL, "utf-8", "windows-1252", "utf-16"};

struct fuzz_findings {
    uint64_t n, last_line;
};

static inline void fuzz_note(const struct finding *finding, void *user_data)
{
    struct fuzz_findings *findings = user_data;
    findings->n++;
    findings->last_line = MAX(findings->last_line, finding->line);
    g_assert_nonnull(finding->code);
    g_assert_nonnull(finding->message);
    g_assert_true(g_utf8_validate(finding->message, -1, NULL));
    g_assert_true(finding->value == NULL || g_utf8_validate(finding->value, -1, NULL));
}

static inline int64_t fuzz_count(struct db *db, const char *sql)
{
    int64_t n = -1;
    GError *error = NULL;
    db_get_integer(db, &n, &error, sql);
    g_assert_no_error(error);
    return n;
}

static inline int64_t fuzz_count_rows(struct db *db, const char *table)
{
    g_autoptr(GString) sql = g_string_new("select count(*) from main.");
    db_add_name(sql, table);
    return fuzz_count(db, sql->str);
}

static inline void fuzz_assert_reconciled(struct db *db, const struct load_result *result,
                                          const struct fuzz_findings *findings)
{
    int64_t n = 0;
    for (guint i = 0; i < fuzz_schemas()->len; i++)
        n += fuzz_count_rows(db, ((const struct schema *)fuzz_schemas()->pdata[i])->name);
    g_assert_cmpuint(findings->n, ==, result->n_errors + result->n_queries);
    if (result->status == LOAD_LOADED) {
        g_assert_cmpuint(result->lines, ==,
                         result->header + result->loaded + result->rejected + result->blank + result->continued);
        g_assert_cmpint(n, ==, (int64_t)result->loaded);
        g_assert_cmpint(fuzz_count(db, "select count(*) from reject"), ==, (int64_t)result->rejected);
        g_assert_cmpint(fuzz_count(db, "select count(*) from issue"), ==, (int64_t)findings->n);
    } else {
        g_assert_cmpint(result->status, ==, LOAD_REFUSED);
        g_assert_nonnull(result->message);
        g_assert_true(g_utf8_validate(result->message, -1, NULL));
        g_assert_cmpint(n + fuzz_count(db, "select count(*) from load"), ==, 0);
    }
}

static inline struct load_result fuzz_load(struct db *db, const char *path, const struct load_options *options)
{
    struct load_result result;
    GError *error = NULL;
    load_file(db, fuzz_schemas(), path, options, &result, &error);
    g_assert_no_error(error);
    return result;
}

/* Lines as anybody counts them, where bytes are characters. */
static inline uint64_t fuzz_count_lines(const uint8_t *data, size_t size)
{
    uint64_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += data[i] == '\n' || (data[i] == '\r' && (i + 1 == size || data[i + 1] != '\n'));
    return n + (size > 0 && data[size - 1] != '\n' && data[size - 1] != '\r');
}

static inline bool fuzz_is_utf16(const uint8_t *data, size_t size, const char *encoding)
{
    const bool has_mark = size >= 2 && ((data[0] == 0xff && data[1] == 0xfe) || (data[0] == 0xfe && data[1] == 0xff));
    return has_mark || g_strcmp0(encoding, "utf-16") == 0;
}

/* `name` tells the extract, `encoding` may be NULL, and so may `look`. */
static inline void fuzz_load_twice(const char *name, const char *encoding, const uint8_t *data, size_t size,
                                   fuzz_look look)
{
    static struct db *kept;
    struct fuzz_findings findings = {0};
    struct db *db = fuzz_warehouse_begin(&kept);
    const struct load_options options = {
        .encoding = encoding, .census_date = DATE_NONE, .sink = fuzz_note, .sink_data = &findings};
    g_autofree char *path = fuzz_write(fuzz_folder(), name, data, size);
    struct load_result result = fuzz_load(db, path, &options);
    fuzz_assert_reconciled(db, &result, &findings);
    const bool is_loaded = result.status == LOAD_LOADED, is_wide = fuzz_is_utf16(data, size, encoding);
    const uint64_t lines = !is_wide    ? fuzz_count_lines(data, size)
                           : is_loaded ? result.lines
                                       : size; /* no more than bytes */
    if (is_loaded)
        g_assert_cmpuint(result.lines, ==, lines);
    if (is_loaded && look != NULL)
        look(db);
    g_assert_cmpuint(findings.last_line, <=, is_loaded || lines > 0 ? lines : size);
    struct load_result again = fuzz_load(db, path, &options);
    g_assert_cmpint(again.status, ==, is_loaded ? LOAD_UNCHANGED : result.status);
    load_result_clear(&again);
    load_result_clear(&result);
    fuzz_warehouse_end(db);
}

#endif
