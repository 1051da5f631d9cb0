#include "stages/person.h"

#include "pipeline/lib/csv_write.h"
#include "stages/sql/person_of_row.sql.h"

const char *const people_columns[PEOPLE_N_COLUMNS] = {"upn", "surname", "forename", "birth_date"};

struct people {
    struct statement *query;
};

struct people *people_new(struct db *db, GError **error)
{
    struct people *people = g_new0(struct people, 1);
    if (db_run(db, error, person_of_row_sql))
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

void people_write_header(GString *out)
{
    for (guint i = 0; i < PEOPLE_N_COLUMNS; i++)
        csv_write_cell(out, people_columns[i]);
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

bool people_write(struct people *people, int64_t row_id, GString *out, GError **error)
{
    const char *cells[PEOPLE_N_COLUMNS];
    const bool is_done = people_read(people, row_id, cells, error);
    for (int i = 0; i < PEOPLE_N_COLUMNS && is_done; i++)
        csv_write_cell(out, cells[i]);
    return is_done;
}
