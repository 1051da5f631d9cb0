#include "stages/warehouse/person.h"

#include "pipeline/lib/csv_write.h"
#include "stages/warehouse/warehouse_private.h"

static const struct {
    const char *name;
    enum person_part part;
} columns[PEOPLE_N_COLUMNS] = {
    {"upn", PERSON_UPN}, {"surname", PERSON_SURNAME}, {"forename", PERSON_FORENAME}, {"birth_date", PERSON_BIRTH_DATE}};

struct people {
    struct statement *query;
};

/* The table person_of_row being filled: an extract after those it refers to. */
struct filling {
    struct db *db;
    const GPtrArray *schemas;
    GHashTable *begun; /* const struct schema * */
};

static bool is_of_persons(const struct schema *schema)
{
    for (guint i = 0; i < PEOPLE_N_COLUMNS; i++)
        if (schema_person_field(schema, columns[i].part) != NULL)
            return true;
    return false;
}

/* Rows that are a person's own. */
static char *persons_sql(const struct schema *schema)
{
    GString *sql = g_string_new("insert into temp.person_of_row select row_id");
    for (guint i = 0; i < PEOPLE_N_COLUMNS; i++) {
        const struct field *field = schema_person_field(schema, columns[i].part);
        g_string_append(sql, ", ");
        if (field == NULL)
            g_string_append(sql, "null");
        else
            db_add_name(sql, field->name);
    }
    g_string_append_printf(sql, " from \"current_%s\"", schema->name);
    return g_string_free(sql, FALSE);
}

/* Keys hold within one census. */
static void add_same_census(GString *sql, const struct schema *child, const struct schema *parent)
{
    g_string_append(sql, " join load as own on own.load_id = child.row_id >> 32"
                         " join load as other on other.load_id = parent.row_id >> 32 and ");
    warehouse_add_row_census(sql, parent, "parent", "other");
    g_string_append(sql, " = ");
    warehouse_add_row_census(sql, child, "child", "own");
}

/* Rows about the person that the row is about to which they refer. */
static char *children_sql(const struct schema *child, const struct foreign_key *key, const struct schema *parent)
{
    GString *sql = g_string_new("insert or ignore into temp.person_of_row select child.row_id");
    for (guint i = 0; i < PEOPLE_N_COLUMNS; i++)
        g_string_append_printf(sql, ", person.%s", columns[i].name);
    g_string_append_printf(sql, " from \"current_%s\" as child join \"current_%s\" as parent on ", child->name,
                           parent->name);
    for (guint i = 0; i < key->key.n_fields; i++) {
        g_string_append(sql, i == 0 ? "parent." : " and parent.");
        db_add_name(sql, key->target_fields[i]);
        g_string_append(sql, " = child.");
        db_add_name(sql, child->fields[key->key.fields[i]].name);
    }
    if (schema_is_of_census(child) && schema_is_of_census(parent))
        add_same_census(sql, child, parent);
    g_string_append(sql, " join temp.person_of_row as person on person.row_id = parent.row_id");
    return g_string_free(sql, FALSE);
}

static bool fill(struct filling *filling, const struct schema *schema, GError **error);

static bool fill_by_key(struct filling *filling, const struct schema *child, const struct foreign_key *key,
                        GError **error)
{
    const struct schema *parent = schema_find(filling->schemas, key->target);
    if (parent == NULL) /* of the same table, or of none that is known */
        return true;
    g_autofree char *sql = children_sql(child, key, parent);
    return fill(filling, parent, error) && db_run(filling->db, error, sql);
}

static bool fill(struct filling *filling, const struct schema *schema, GError **error)
{
    if (!g_hash_table_add(filling->begun, (void *)(uintptr_t)schema))
        return true;
    if (is_of_persons(schema)) {
        g_autofree char *sql = persons_sql(schema);
        return db_run(filling->db, error, sql);
    }
    for (guint i = 0; i < schema->n_foreign_keys; i++)
        if (!fill_by_key(filling, schema, &schema->foreign_keys[i], error))
            return false;
    return true;
}

static bool fill_all(struct db *db, const GPtrArray *schemas, GError **error)
{
    struct filling filling = {.db = db, .schemas = schemas, .begun = g_hash_table_new(NULL, NULL)};
    bool is_done = db_run(db, error,
                          "create temp table person_of_row (row_id integer primary key, upn text, surname text, "
                          "forename text, birth_date text)");
    for (guint i = 0; is_done && i < schemas->len; i++)
        is_done = fill(&filling, g_ptr_array_index(schemas, i), error);
    g_hash_table_unref(filling.begun);
    return is_done;
}

struct people *people_new(struct db *db, const GPtrArray *schemas, GError **error)
{
    struct people *people = g_new0(struct people, 1);
    if (fill_all(db, schemas, error))
        people->query = db_prepare(
            db, NULL, "select upn, surname, forename, birth_date from temp.person_of_row where row_id = ?", error);
    if (people->query != NULL)
        return people;
    people_free(people);
    return NULL;
}

void people_free(struct people *people)
{
    if (people == NULL)
        return;
    statement_free(people->query);
    g_free(people);
}

const char *people_column(guint index)
{
    return columns[index].name;
}

bool people_read(struct people *people, int64_t row_id, const char *cells[PEOPLE_N_COLUMNS], GError **error)
{
    GError *fault = NULL;
    statement_bind(people->query, "l", row_id);
    const bool is_known = statement_step(people->query, &fault);
    for (int i = 0; i < PEOPLE_N_COLUMNS; i++)
        cells[i] = is_known ? statement_text(people->query, i) : NULL;
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

void people_write_header(GString *out)
{
    for (guint i = 0; i < PEOPLE_N_COLUMNS; i++)
        csv_write_cell(out, people_column(i));
}

bool people_write(struct people *people, int64_t row_id, GString *out, GError **error)
{
    const char *cells[PEOPLE_N_COLUMNS];
    const bool is_done = people_read(people, row_id, cells, error);
    for (int i = 0; i < PEOPLE_N_COLUMNS && is_done; i++)
        csv_write_cell(out, cells[i]);
    return is_done;
}
