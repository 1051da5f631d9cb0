/* Any bytes as the public register of schools: loaded as an extract is (fuzz_load.h), by the repository's own schema;
 * then what schools have to correct is shared out by it. Whatever it says of a school, each finding is somebody's once,
 * and a school's file is named by a number. The first byte chooses the encoding, the rest is the file. */
#include "tests/fuzz/fuzz_load.h"

#include "stages/check/placing.h"

#define REGISTER "establishments.csv"

/* Rows that tell their school in every way that there is; each has an error. */
static const char visits[] = "school,n\n895/4001,x\n8952001,x\n100001,x\n100002,x\n895/9999,x\n,x\nnone,x\n";

static struct found_list *load_visits(struct db *db)
{
    GError *error = NULL;
    struct load_result result;
    struct found_list *found = found_list_new();
    g_autofree char *path = fuzz_write(fuzz_folder(), "visits.csv", visits, sizeof visits - 1);
    const struct load_options options = {.census_date = DATE_NONE, .sink = found_list_add, .sink_data = found};
    struct found_file *file = found_list_begin(found, path);
    load_file(db, fuzz_schemas(), path, &options, &result, &error);
    g_assert_no_error(error);
    file->schema = schema_find(fuzz_schemas(), "visits");
    file->load_id = result.load_id;
    load_result_clear(&result);
    return found;
}

static void check_place(const struct place *place)
{
    g_assert_true(g_utf8_validate(place->id, -1, NULL));
    g_assert_true(place->name == NULL || g_utf8_validate(place->name, -1, NULL));
    if (place->kind == PLACE_UNKNOWN)
        g_assert_cmpstr(place->file, ==, "unknown.csv");
    else
        g_assert_cmpstr(place->file + strspn(place->file, "0123456789"), ==, ".csv");
}

static void share_out(struct db *db)
{
    GError *error = NULL;
    struct found_list *found = load_visits(db);
    g_assert_true(warehouse_show(db, fuzz_schemas(), NULL, &error));
    GPtrArray *places = placing_find(found, db, fuzz_schemas(), CSV_ENCODING_UTF8, &error);
    g_assert_no_error(error);
    uint64_t n = 0;
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < places->len; i++) {
        const struct place *place = places->pdata[i];
        check_place(place);
        g_assert_true(g_hash_table_add(files, place->file));
        n += place->n_errors + place->n_queries;
    }
    g_assert_cmpuint(n, ==, found->list->len);
    g_ptr_array_unref(places);
    found_list_free(found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return -1;
    fuzz_load_twice(REGISTER, fuzz_encodings[*data % 4], data + 1, size - 1, share_out);
    return 0;
}
