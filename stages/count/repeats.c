#include "stages/count/repeats.h"

#include "stages/validate/key_pack.h"

#include <inttypes.h>
#include <string.h>

static bool adds_amounts(const struct measure *measure)
{
    return measure->kind == MEASURE_SUM || measure->kind == MEASURE_RATIO;
}

bool repeats_are_faults(const struct measure *measure)
{
    return measure->counts_children || adds_amounts(measure);
}

void fingerprints_init(struct fingerprints *fingerprints)
{
    *fingerprints =
        (struct fingerprints){.list = g_array_new(FALSE, FALSE, sizeof(uint64_t)), .text = g_string_new(NULL)};
}

void fingerprints_clear(struct fingerprints *fingerprints)
{
    g_array_unref(fingerprints->list);
    g_string_free(fingerprints->text, TRUE);
}

static uint64_t pair_of(int32_t high, int32_t low)
{
    return (uint64_t)(uint32_t)high << 32 | (uint32_t)low;
}

/* A case_id: a number, or a text that SQLite owns until the next row. */
struct id {
    bool is_number;
    int64_t number;
    const char *text;
    size_t length;
};

static struct id id_at(struct statement *statement, int column)
{
    if (statement_is_integer(statement, column))
        return (struct id){.is_number = true, .number = statement_integer(statement, column), .text = ""};
    const char *text = statement_text(statement, column);
    return (struct id){.text = text, .length = strlen(text)};
}

static uint64_t hash_id(const struct id *id)
{
    return id->is_number ? key_hash_packed((uint64_t)id->number) : key_hash(id->text, id->length);
}

static int compare_days(const struct row_days *a, const struct row_days *b)
{
    const int32_t first[] = {a->from, a->to, a->known_from, a->known_to};
    const int32_t second[] = {b->from, b->to, b->known_from, b->known_to};
    for (guint i = 0; i < G_N_ELEMENTS(first); i++)
        if (first[i] != second[i])
            return first[i] < second[i] ? -1 : 1;
    return 0;
}

/* Below 0 where the last row's comes before it, 0 where it is the same. Numbers come before texts. */
static int compare_id(const struct fingerprints *last, const struct id *id)
{
    if (last->is_number != id->is_number)
        return last->is_number ? -1 : 1;
    return id->is_number ? (last->number > id->number) - (last->number < id->number)
                         : strcmp(last->text->str, id->text);
}

static void keep_row(struct fingerprints *fingerprints, const struct id *id, const struct row_days *days)
{
    fingerprints->is_number = id->is_number;
    fingerprints->number = id->number;
    fingerprints->days = *days;
    g_string_truncate(fingerprints->text, 0);
    g_string_append_len(fingerprints->text, id->text, (gssize)id->length);
}

static void check_order(struct fingerprints *fingerprints, const struct id *id, const struct row_days *days)
{
    const int order = compare_id(fingerprints, id);
    const bool is_behind = order < 0 || (order == 0 && compare_days(&fingerprints->days, days) < 0);
    fingerprints->is_out_of_order = fingerprints->list->len > 0 && !is_behind;
    keep_row(fingerprints, id, days);
}

void fingerprints_add(struct fingerprints *fingerprints, const struct measure_entry *entry, const struct row_days *days)
{
    const struct id id = id_at(entry->query.statement, entry->query.case_id);
    uint64_t hash = key_hash_packed(hash_id(&id) ^ pair_of(days->from, days->to));
    if (entry->measure.has_knowledge)
        hash = key_hash_packed(hash ^ pair_of(days->known_from, days->known_to));
    if (!fingerprints->is_out_of_order)
        check_order(fingerprints, &id, days);
    g_array_append_val(fingerprints->list, hash);
}

/* Whether it was not there; 0 is an empty slot. The capacity is a power of two. */
static bool put(uint64_t *slots, size_t capacity, uint64_t fingerprint)
{
    size_t i = fingerprint % capacity;
    while (slots[i] != 0 && slots[i] != fingerprint)
        i = (i + 1) % capacity;
    const bool is_new = slots[i] == 0;
    slots[i] = fingerprint;
    return is_new;
}

bool fingerprints_repeat(const struct fingerprints *fingerprints)
{
    const guint n = fingerprints->list->len;
    if (!fingerprints->is_out_of_order)
        return false;
    size_t capacity = 2;
    while (capacity < 2 * (size_t)n)
        capacity *= 2;
    g_autofree uint64_t *slots = g_new0(uint64_t, capacity);
    for (guint i = 0; i < n; i++)
        if (!put(slots, capacity, MAX(g_array_index(fingerprints->list, uint64_t, i), 1)))
            return true;
    return false;
}

static void add_column(GString *key, struct statement *statement, int column)
{
    const char *text = statement_text(statement, column);
    if (text != NULL)
        g_string_append_printf(key, "%zu:%s", strlen(text), text);
    g_string_append_c(key, ';');
}

/* The load that the case's row is of; 0 where the query does not say. */
static int64_t load_of(const struct measure_entry *entry)
{
    const int column = entry->query.row_id;
    return column == -1 ? 0 : statement_integer(entry->query.statement, column) >> 32;
}

/* What two rows share of which one repeats the other. The caller frees. */
static char *key_of(const struct measure_entry *entry, const struct row_days *days)
{
    struct statement *statement = entry->query.statement;
    GString *key = g_string_new(NULL);
    g_string_printf(key, "%d %d %d %d;%" PRId64 ";", days->from, days->to, days->known_from, days->known_to,
                    load_of(entry));
    add_column(key, statement, entry->query.case_id);
    for (guint i = 0; !entry->measure.has_all && i < entry->query.n_splits; i++)
        add_column(key, statement, entry->query.splits[i]);
    for (int i = 0; adds_amounts(&entry->measure) && i < statement_n_columns(statement); i++)
        add_column(key, statement, i);
    return g_string_free(key, FALSE);
}

/* The case itself may be a child's: it is not told. */
static bool fail_repeat(const struct measure_entry *entry, uint64_t first, uint64_t second, GError **error)
{
    g_autofree char *message =
        g_strdup_printf("rows %" PRIu64 " and %" PRIu64 " of the result are one case on the same days%s: a case that "
                        "is listed more than once is counted more than once. Does a join double rows?",
                        first, second, adds_amounts(&entry->measure) ? ", the same in every column" : "");
    return measure_fail_column(&entry->measure, "case_id", error, message);
}

/* Keeps the key of the row in hand with its number, unless it is there. */
static bool take_row(const struct measure_entry *entry, const struct row_days *days, GHashTable *numbers,
                     uint64_t number, GError **error)
{
    char *key = key_of(entry, days);
    const uint64_t *first = g_hash_table_lookup(numbers, key);
    if (first == NULL) {
        g_hash_table_insert(numbers, key, g_memdup2(&number, sizeof number));
        return true;
    }
    g_free(key);
    return fail_repeat(entry, *first, number, error);
}

bool repeats_refuse(const struct measure_entry *entry,
                    bool (*is_counted)(const void *data, const struct row_days *days), const void *data, GError **error)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GError *fault = NULL;
    struct row_days days;
    statement_bind(entry->query.statement, "");
    for (uint64_t n = 1; statement_step(entry->query.statement, &fault) && measure_row_read(entry, n, &days, &fault);
         n++)
        if (is_counted(data, &days) && !take_row(entry, &days, numbers, n, &fault))
            break;
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}
