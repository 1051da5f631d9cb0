/* Any text as a schema, and behind a NUL any as what a project changes in it: refused where it stands, or taken. One
 * that is taken writes its header, makes its table where it is an extract, and validates a file of its own header and
 * odd cells without a fault of ours. */
#include "tests/fuzz/fuzz.h"

#include "stages/schema/schema_private.h"
#include "stages/validate/validate.h"
#include "stages/warehouse/warehouse.h"

static void ignore(const struct finding *finding, void *user_data)
{
    (void)user_data;
    g_assert_true(g_utf8_validate(finding->message, -1, NULL));
}

static void append_rows(GString *csv, guint n_fields)
{
    static const char *const cells[] = {
        "1",   "2020-01-31", "x",    "",          "yes",   "1,234.50",           "2020-05",
        "Été", "a@b.c",      "-0.5", "31/1/2020", "false", "9999999999999999999"};
    for (guint row = 0; row < 3; row++) {
        for (guint i = 0; i < n_fields; i++)
            g_string_append_printf(csv, "%s\"%s\"", i == 0 ? "" : ",", cells[(i + row * 5) % G_N_ELEMENTS(cells)]);
        g_string_append_c(csv, '\n');
    }
}

static void validate(const struct schema *schema)
{
    g_autoptr(GString) csv = g_string_new(NULL);
    for (guint i = 0; i < schema->title_rows; i++)
        g_string_append_c(csv, '\n');
    schema_write_header(schema, csv);
    append_rows(csv, schema->n_fields);
    const struct csv_options options = {.encoding = CSV_ENCODING_UTF8, .delimiter = ','};
    struct csv_reader *reader = csv_reader_open_bytes("file", csv->str, csv->len, &options, NULL);
    struct validator *validator = validator_new(schema, ignore, NULL);
    validator_check_self_keys(validator);
    g_autofree struct value *values = g_new0(struct value, MAX(schema->n_fields, 1));
    struct csv_record record;
    enum row_outcome outcome;
    bool is_taken = true;
    while (is_taken && csv_reader_next(reader, &record, NULL))
        is_taken = validator_take(validator, &record, values, &outcome, NULL);
    if (is_taken)
        validator_end(validator, NULL);
    validator_free(validator);
    csv_reader_close(reader);
}

static void make_table(struct schema *schema)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) schemas = g_ptr_array_new();
    g_ptr_array_add(schemas, schema);
    struct db *db = warehouse_open(":memory:", DB_READ_WRITE, &error);
    g_assert_no_error(error);
    warehouse_prepare(db, schemas, &error);
    g_assert_no_error(error);
    warehouse_show(db, schemas, NULL, &error);
    g_assert_no_error(error);
    db_close(db);
}

/* Ours has a code list, the folder's the changes. */
static const struct project *project(const char *schemas)
{
    static struct project *small;
    g_mkdir(schemas, 0700);
    if (small == NULL)
        small = project_open(fuzz_folder(), NULL);
    g_assert_nonnull(small);
    return small;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GError *error = NULL;
    const struct fuzz_pair pair = fuzz_split(data, size);
    g_autofree char *schemas = g_build_filename(fuzz_folder(), "schemas", NULL);
    const struct project *small = project(schemas);
    g_autofree char *path = fuzz_write(schemas, "subject.json", pair.first, pair.n_first);
    g_autofree char *changes = fuzz_write_changes(&pair, schemas, "subject.json");
    struct schema *schema = schema_load_as(small, path, pair.second != NULL, &error);
    if (schema == NULL) {
        fuzz_assert_placed(error, fuzz_blamed(error, path, changes));
        g_error_free(error);
        return 0;
    }
    if (schema->title_rows < 100)
        validate(schema);
    if (schema->is_extract)
        make_table(schema);
    schema_free(schema);
    return 0;
}
