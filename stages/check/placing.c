#include "stages/check/placing_private.h"

#include "pipeline/lib/hash.h"
#include "stages/sql/placed.sql.h"
#include "stages/sql/placing.sql.h"
#include "stages/sql/placing_links.sql.h"

#include <string.h>

#define LONGEST_TEAM_NAME 60 /* bytes of a file's name */

static const char *const kind_names[] = {[PLACE_SCHOOL] = "school", [PLACE_TEAM] = "team", [PLACE_UNKNOWN] = "unknown"};

const char *place_kind_name(enum place_kind kind)
{
    return kind_names[kind];
}

char *placing_school_number(const char *text)
{
    g_autofree char *digits = g_strdup(text);
    if (strlen(digits) == strlen("895/4001") && digits[3] == '/')
        memmove(digits + 3, digits + 4, strlen("4001") + 1);
    const size_t length = strlen(digits);
    const bool is_number = (length == 6 || length == 7) && strspn(digits, "0123456789") == length;
    return is_number ? g_steal_pointer(&digits) : NULL;
}

/* Letters and digits of ASCII, with one dash for what lies between. */
static char *slug_of(const char *team, bool *is_whole)
{
    GString *slug = g_string_new(NULL);
    *is_whole = true;
    for (const char *at = team; *at != '\0'; at++) {
        *is_whole = *is_whole && (unsigned char)*at < 128;
        if (g_ascii_isalnum(*at))
            g_string_append_c(slug, g_ascii_tolower(*at));
        else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
            g_string_append_c(slug, '-');
    }
    while (slug->len > 0 && slug->str[slug->len - 1] == '-')
        g_string_truncate(slug, slug->len - 1);
    *is_whole = *is_whole && slug->len > 0 && slug->len <= LONGEST_TEAM_NAME;
    g_string_truncate(slug, MIN(slug->len, LONGEST_TEAM_NAME));
    return g_string_free(slug, FALSE);
}

/* What the letters cannot tell apart, a stretch of the hash does. */
static char *team_file(const char *team)
{
    bool is_whole;
    char hash[HASH_TEXT_SIZE];
    g_autofree char *slug = slug_of(team, &is_whole);
    if (is_whole)
        return g_strdup_printf("team-%s.csv", slug);
    g_autofree char *folded = g_utf8_strdown(team, -1);
    hash_bytes(folded, strlen(folded), hash);
    return g_strdup_printf("team-%s%s%.12s.csv", slug, *slug == '\0' ? "" : "-", hash);
}

static void free_place(gpointer data)
{
    struct place *place = data;
    g_free(place->id);
    g_free(place->name);
    g_free(place->file);
    g_free(place);
}

static struct place *place_new(enum place_kind kind, const char *id, const char *name)
{
    struct place *place = g_new0(struct place, 1);
    place->kind = kind;
    place->id = g_strdup(id);
    place->name = g_strdup(name);
    place->file = kind == PLACE_TEAM ? team_file(id) : g_strconcat(id, ".csv", NULL);
    return place;
}

/* The places met, by the file that each is to have. */
struct places {
    GHashTable *by_file; /* file → struct place *; owns both */
    GHashTable *by_row;  /* row_id → struct place * */
};

static struct place *take_place(struct places *places, enum place_kind kind, const char *id, const char *name)
{
    struct place *place = place_new(kind, id, name);
    struct place *known = g_hash_table_lookup(places->by_file, place->file);
    if (known == NULL) {
        g_hash_table_insert(places->by_file, place->file, place);
        return place;
    }
    free_place(place);
    return known;
}

static bool find_places(struct places *places, struct db *db, GError **error)
{
    struct statement *rows = db_prepare(db, NULL, placed_sql, error);
    if (rows == NULL)
        return false;
    while (statement_next(rows)) {
        const char *school = statement_text(rows, 1);
        struct place *place = school != NULL ? take_place(places, PLACE_SCHOOL, school, statement_text(rows, 3))
                                             : take_place(places, PLACE_TEAM, statement_text(rows, 2), NULL);
        gint64 *row_id = g_new(gint64, 1);
        *row_id = statement_integer(rows, 0);
        g_hash_table_insert(places->by_row, row_id, place);
    }
    return statement_end(rows, error);
}

static int compare_places(const void *left, const void *right)
{
    const struct place *a = *(struct place *const *)left, *b = *(struct place *const *)right;
    return a->kind != b->kind ? (a->kind > b->kind) - (a->kind < b->kind) : strcmp(a->id, b->id);
}

static struct place *place_of(struct places *places, const struct found *found)
{
    const gint64 row_id = placing_row_id(found->file, found->record);
    struct place *place = found->record == 0 ? NULL : g_hash_table_lookup(places->by_row, &row_id);
    return place != NULL ? place : take_place(places, PLACE_UNKNOWN, "unknown", NULL);
}

/* Every finding counts for its place; the places in order. */
static GPtrArray *share_out(struct found_list *list, struct places *places)
{
    g_autofree struct place **of_finding = g_new(struct place *, list->list->len + 1);
    for (guint i = 0; i < list->list->len; i++) {
        const struct found *found = &g_array_index(list->list, struct found, i);
        of_finding[i] = place_of(places, found);
        if (found->finding.severity == SEVERITY_ERROR)
            of_finding[i]->n_errors++;
        else
            of_finding[i]->n_queries++;
    }
    GPtrArray *ordered = g_ptr_array_new_with_free_func(free_place);
    GHashTableIter iterator;
    gpointer place;
    g_hash_table_iter_init(&iterator, places->by_file);
    while (g_hash_table_iter_next(&iterator, NULL, &place))
        g_ptr_array_add(ordered, place);
    g_ptr_array_sort(ordered, compare_places);
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < ordered->len; i++)
        g_hash_table_insert(numbers, ordered->pdata[i], GUINT_TO_POINTER(i));
    for (guint i = 0; i < list->list->len; i++)
        g_array_index(list->list, struct found, i).place =
            GPOINTER_TO_UINT(g_hash_table_lookup(numbers, of_finding[i]));
    return ordered;
}

static gboolean drop_place(gpointer file, gpointer place, gpointer user_data)
{
    (void)file;
    (void)user_data;
    free_place(place);
    return TRUE;
}

GPtrArray *placing_find(struct found_list *list, struct db *db, const GPtrArray *schemas, enum csv_encoding encoding,
                        GError **error)
{
    struct places places = {.by_file = g_hash_table_new(g_str_hash, g_str_equal),
                            .by_row = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL)};
    found_list_sort(list);
    const bool is_done = db_run(db, error, placing_sql) && placing_read_files(list, db, encoding, error) &&
                         placing_read_loaded(db, schemas, error) && db_run(db, error, placing_links_sql) &&
                         find_places(&places, db, error);
    GPtrArray *ordered = is_done ? share_out(list, &places) : NULL;
    if (!is_done)
        g_hash_table_foreach_remove(places.by_file, drop_place, NULL);
    g_hash_table_unref(places.by_row);
    g_hash_table_unref(places.by_file);
    return ordered;
}
