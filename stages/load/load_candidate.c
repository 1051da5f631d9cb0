#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/source.h"
#include "stages/load/identify.h"
#include "stages/load/load_private.h"
#include "stages/schema/header.h"

#include <string.h>

bool load_parse_encoding(const char *name, enum csv_encoding *encoding, GError **error)
{
    *encoding = CSV_ENCODING_DETECT;
    if (name == NULL || csv_encoding_parse(name, encoding))
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "%s is no encoding that is read: utf-8, utf-16, utf-16le, utf-16be or windows-1252", name);
    return false;
}

static bool is_readable(const char *path, GError **error)
{
    char byte;
    struct source *source = source_open(path, error);
    const bool is_good = source != NULL && source_peek(source, 0, &byte, 1, error) >= 0;
    source_close(source);
    return is_good;
}

bool load_check_readable(char *const *paths, const char *encoding, GError **error)
{
    enum csv_encoding parsed;
    bool is_good = load_parse_encoding(encoding, &parsed, error);
    for (; is_good && *paths != NULL; paths++)
        is_good = is_readable(*paths, error);
    return is_good;
}

/* Last column of a header label, whatever its case; -1 without it. The last, since a corrected row that was rejected
 * again has two _line, the newer behind. */
static int find_label(const struct csv_record *header, const char *label)
{
    for (guint i = header->n_cells; i-- > 0;) {
        g_autofree char *text = header_label(&header->cells[i]);
        if (g_ascii_strcasecmp(text, label) == 0)
            return (int)i;
    }
    return -1;
}

static bool has_census_column(const struct schema *schema, const struct csv_record *header)
{
    for (guint i = 0; schema->census_field != NULL && i < header->n_cells; i++) {
        bool is_alias;
        g_autofree char *text = header_label(&header->cells[i]);
        const int field = header_find_field(schema, text, &is_alias);
        if (field != NO_FIELD && &schema->fields[field] == schema->census_field)
            return true;
    }
    return false;
}

/* Rows that were rejected, of which none tells its line any more, would take the place of the whole register. */
#define WITHOUT_LINES                                                                                                  \
    "a list of rejected rows (_reasons) without its column _line, which tells where each belongs: correct the list "   \
    "as "                                                                                                              \
    "the run wrote it, or take the column _reasons out as well if the file is to be loaded for itself"

static void read_labels(struct candidate *candidate, const struct csv_record *header)
{
    candidate->line_column = find_label(header, "_line");
    if (candidate->line_column < 0 && find_label(header, "_reasons") >= 0)
        candidate->fault = g_strdup(WITHOUT_LINES);
    candidate->has_own_census = has_census_column(candidate->schema, header);
}

/* Which schema knows the file; that two know it alike is the file's fault, not the program's. */
static bool identify(struct candidate *candidate, const GPtrArray *schemas, const struct csv_record *header,
                     GError **error)
{
    GError *fault = NULL;
    candidate->schema = schema_identify(schemas, candidate->path, header, &fault);
    if (fault == NULL) {
        if (candidate->schema != NULL)
            read_labels(candidate, header);
        else
            candidate->hint = schema_name_hint(schemas, candidate->path);
        return true;
    }
    if (!g_error_matches(fault, SCORECARD_ERROR, SCORECARD_ERROR_DATA)) {
        g_propagate_error(error, fault);
        return false;
    }
    candidate->fault = g_strdup(fault->message);
    g_error_free(fault);
    return true;
}

static bool read_header(struct candidate *candidate, const GPtrArray *schemas, GError **error)
{
    const struct csv_options options = {.encoding = candidate->encoding};
    struct csv_reader *reader = csv_reader_open(candidate->path, &options, error);
    if (reader == NULL)
        return false;
    struct csv_record header = {0};
    GError *fault = NULL;
    while (csv_reader_next(reader, &header, &fault) && header.is_blank)
        ;
    if (fault != NULL)
        g_propagate_error(error, fault);
    const bool is_done = fault == NULL && identify(candidate, schemas, &header, error);
    candidate->bytes = csv_reader_size(reader);
    csv_reader_close(reader);
    return is_done;
}

bool candidate_init(struct candidate *candidate, const GPtrArray *schemas, const char *path,
                    const struct load_options *options, GError **error)
{
    memset(candidate, 0, sizeof *candidate);
    candidate->line_column = -1;
    if (!load_parse_encoding(options->encoding, &candidate->encoding, error))
        return false;
    candidate->path = path;
    candidate->name = file_shown_name(path);
    candidate->name_date = period_date_in_name(candidate->name);
    candidate->census_date =
        options->census_date != DATE_NONE ? options->census_date : period_census_in_name(candidate->name);
    if (!read_header(candidate, schemas, error)) {
        candidate_clear(candidate);
        return false;
    }
    candidate->has_own_census = candidate->has_own_census && options->census_date == DATE_NONE;
    return true;
}

void candidate_clear(struct candidate *candidate)
{
    g_free(candidate->name);
    g_free(candidate->fault);
    g_free(candidate->hint);
    candidate->name = NULL;
    candidate->fault = NULL;
    candidate->hint = NULL;
}

static int compare_numbers(gint64 left, gint64 right)
{
    return (left > right) - (left < right);
}

/* Corrected lists need the load they complete; side tables of a census need the table they belong to. */
static int rank(const struct candidate *candidate)
{
    if (candidate->schema == NULL)
        return 3;
    if (candidate->line_column >= 0)
        return 2;
    return candidate->schema->n_foreign_keys > 0;
}

int candidate_compare(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    int order = compare_numbers(rank(a), rank(b));
    if (order == 0 && a->schema != NULL)
        order = strcmp(a->schema->name, b->schema->name);
    if (order == 0)
        order = compare_numbers(a->name_date, b->name_date);
    if (order == 0)
        order = strcmp(a->name, b->name);
    return order == 0 ? strcmp(a->path, b->path) : order;
}

bool candidate_is_same_thing(const struct candidate *left, const struct candidate *right)
{
    if (left->schema == NULL || left->schema != right->schema || left->line_column >= 0 || right->line_column >= 0)
        return false;
    return left->schema->load_kind == LOAD_REPLACE;
}
