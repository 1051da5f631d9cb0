#include "stages/load/identify.h"

#include "pipeline/lib/error.h"
#include "stages/schema/header.h"

#include <string.h>

static bool glob_matches(const char *pattern, const char *lower_name)
{
    g_autofree char *lower = g_utf8_strdown(pattern, -1);
    return g_pattern_match_simple(lower, lower_name);
}

static bool name_fits(const struct schema *schema, const char *lower_name)
{
    if (schema->file_patterns == NULL) {
        g_autofree char *plain = g_strconcat(schema->name, ".csv", NULL);
        return glob_matches(plain, lower_name);
    }
    for (char **pattern = schema->file_patterns; *pattern != NULL; pattern++)
        if (glob_matches(*pattern, lower_name))
            return true;
    return false;
}

/* How well a header fits: required columns found, and whether none lacks. */
struct fit {
    guint found;
    bool is_whole;
};

static bool has_label(const struct schema *schema, guint field, const struct csv_record *header)
{
    for (uint32_t i = 0; header != NULL && i < header->n_cells; i++) {
        bool is_alias;
        g_autofree char *label = header_label(&header->cells[i]);
        if (header_find_field(schema, label, &is_alias) == (int)field)
            return true;
    }
    return false;
}

static struct fit fit_of(const struct schema *schema, const struct csv_record *header)
{
    struct fit fit = {.is_whole = true};
    for (guint i = 0; i < schema->n_fields; i++) {
        if (!schema->fields[i].is_column_required)
            continue;
        const bool is_found = has_label(schema, i, header);
        fit.found += is_found;
        fit.is_whole = fit.is_whole && is_found;
    }
    return fit;
}

static bool is_better(struct fit a, struct fit b)
{
    return a.is_whole != b.is_whole ? a.is_whole : a.found > b.found;
}

static const struct schema *fail_tie(const struct schema *a, const struct schema *b, bool is_whole, GError **error)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                is_whole ? "the file's name and header fit two extracts alike, %s and %s; rename it after one of them"
                         : "the file may be of %s or %s by its name, and its header fits neither: is the header the "
                           "first line? (scorecard list extracts NAME shows it)",
                a->name, b->name);
    return NULL;
}

static const struct schema *choose(const GPtrArray *fitting, const struct csv_record *header, GError **error)
{
    const struct schema *best = g_ptr_array_index(fitting, 0), *rival = NULL;
    struct fit best_fit = fit_of(best, header);
    for (guint i = 1; i < fitting->len; i++) {
        const struct schema *schema = g_ptr_array_index(fitting, i);
        const struct fit fit = fit_of(schema, header);
        if (is_better(fit, best_fit)) {
            best = schema;
            best_fit = fit;
            rival = NULL;
        } else if (!is_better(best_fit, fit)) {
            rival = schema;
        }
    }
    return rival == NULL ? best : fail_tie(best, rival, best_fit.is_whole, error);
}

/* Those that a file of this lower-case name may be of; the caller unrefs. */
static GPtrArray *list_fitting(const GPtrArray *schemas, const char *lower_name)
{
    GPtrArray *fitting = g_ptr_array_new();
    for (guint i = 0; i < schemas->len; i++)
        if (name_fits(g_ptr_array_index(schemas, i), lower_name))
            g_ptr_array_add(fitting, g_ptr_array_index(schemas, i));
    return fitting;
}

const struct schema *schema_identify(const GPtrArray *schemas, const char *path, const struct csv_record *header,
                                     GError **error)
{
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_filename_display_name(base);
    g_autofree char *lower = g_utf8_strdown(name, -1);
    g_autoptr(GPtrArray) fitting = list_fitting(schemas, lower);
    if (fitting->len == 0)
        return NULL;
    return fitting->len == 1 ? g_ptr_array_index(fitting, 0) : choose(fitting, header, error);
}

/* A copy's name: what browsers and desktops put before and behind the stem. */
#define COPY_OF "^copy of +"
#define COPY_BEHIND "( *- copy)?( *\\([0-9]+\\))?(?=\\.[^.]*$)"

/* Words that a person parts by spaces or dashes: "Annual Reviews - 2021.csv". */
#define BETWEEN_WORDS "[ -]+(?=[^.])"

static char *put_in_place(char *name, const char *pattern, const char *other)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
    char *rest = g_regex_replace_literal(regex, name, -1, 0, other, G_REGEX_MATCH_DEFAULT, NULL);
    g_free(name);
    return rest;
}

static bool is_known(const GPtrArray *schemas, const char *name)
{
    g_autofree char *lower = g_utf8_strdown(name, -1);
    g_autoptr(GPtrArray) fitting = list_fitting(schemas, lower);
    return fitting->len > 0;
}

/* The name with .csv in the place of a spreadsheet's ending; NULL: it has none. */
static char *name_as_csv(const char *name)
{
    static const char *const endings[] = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"};
    const char *dot = strrchr(name, '.');
    for (guint i = 0; dot != NULL && i < G_N_ELEMENTS(endings); i++)
        if (g_ascii_strcasecmp(dot, endings[i]) == 0)
            return g_strdup_printf("%.*s.csv", (int)(dot - name), name);
    return NULL;
}

char *schema_name_hint(const GPtrArray *schemas, const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_filename_display_name(base);
    g_autofree char *as_csv = name_as_csv(name);
    g_autofree char *whole = put_in_place(g_strdup(as_csv == NULL ? name : as_csv), COPY_OF, "");
    g_autofree char *original = put_in_place(g_steal_pointer(&whole), COPY_BEHIND, "");
    if (!is_known(schemas, original))
        original = put_in_place(g_steal_pointer(&original), BETWEEN_WORDS, "_");
    if (!is_known(schemas, original) || g_str_equal(original, name))
        return NULL;
    return g_strdup_printf(as_csv == NULL ? "; is it %s? rename it" : "; a workbook is not read: save its sheet as %s",
                           original);
}
