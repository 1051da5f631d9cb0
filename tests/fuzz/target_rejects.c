/* Any text as an extract; what is rejected of it is listed as a run lists it (rejects/<file>.csv), and the list is
 * loaded in its turn. Nothing is lost on the way: the list has a row for each rejected one, in the order of the file,
 * each is met again, and listed again word for word where it is rejected again. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_warehouse.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/files.h"
#include "pipeline/loaded_files.h"
#include "stages/load/load.h"

static const char *const names[] = {"things", "events", "months", "codes"};

static struct load_result load(struct db *db, const char *path)
{
    GError *error = NULL;
    struct load_result result;
    load_file(db, fuzz_schemas(), path, &(struct load_options){.census_date = DATE_NONE}, &result, &error);
    g_assert_no_error(error);
    return result;
}

/* The list as a run would leave it; NULL when nothing is rejected. The caller frees. */
static char *list_rejects(struct db *db, const char *name, gsize *length)
{
    GError *error = NULL;
    g_autofree char *out = g_build_filename(fuzz_folder(), "out", NULL);
    g_autofree char *list = g_strdup_printf("rejects/%s.csv", name);
    g_assert_true(warehouse_show(db, fuzz_schemas(), NULL, &error));
    struct output *output = output_open(out, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(loaded_files_write_rejects(db, output, &error));
    g_autofree char *path = output_path(output, list);
    char *text = path_look(path, NULL) == PATH_FILE ? file_read(path, length, &error) : NULL;
    g_assert_no_error(error);
    output_close(output);
    return text;
}

/* Records of a CSV file of ours, the header among them. */
static guint64 count_records(const char *text, gsize length)
{
    const struct csv_options options = {.encoding = CSV_ENCODING_UTF8, .delimiter = ','};
    struct csv_reader *reader = csv_reader_open_bytes("list", text, length, &options, NULL);
    struct csv_record record;
    guint64 n = 0;
    while (csv_reader_next(reader, &record, NULL)) {
        g_assert_false(record.is_blank);
        g_assert_true(record.fault == CSV_FAULT_NONE || record.fault == CSV_FAULT_CELL_LIMIT);
        n++;
    }
    csv_reader_close(reader);
    return n;
}

static void load_again(const char *name, const char *list, gsize length, guint64 n_rows)
{
    g_autofree char *file = g_strconcat(name, ".csv", NULL), *path = fuzz_write(fuzz_folder(), file, list, length);
    static struct db *kept;
    struct db *db = fuzz_warehouse_begin(&kept);
    struct load_result result = load(db, path);
    if (result.status == LOAD_LOADED) {
        gsize n_bytes;
        g_assert_cmpuint(result.loaded + result.rejected, ==, n_rows);
        g_autofree char *again = result.rejected > 0 ? list_rejects(db, name, &n_bytes) : NULL;
        g_assert_true(again == NULL || count_records(again, n_bytes) == result.rejected + 1);
    } else {
        g_assert_cmpint(result.status, ==, LOAD_REFUSED);
    }
    load_result_clear(&result);
    fuzz_warehouse_end(db);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return -1;
    const char *name = names[*data % G_N_ELEMENTS(names)];
    g_autofree char *file = g_strconcat(name, ".csv", NULL);
    g_autofree char *path = fuzz_write(fuzz_folder(), file, data + 1, size - 1);
    static struct db *kept;
    struct db *db = fuzz_warehouse_begin(&kept);
    struct load_result result = load(db, path);
    if (result.status == LOAD_LOADED && result.rejected > 0) {
        gsize length;
        g_autofree char *list = list_rejects(db, name, &length);
        g_assert_cmpuint(count_records(list, length), ==, result.rejected + 1);
        load_again(name, list, length, result.rejected);
    }
    load_result_clear(&result);
    fuzz_warehouse_end(db);
    return 0;
}
