#include "pipeline/check_kind.h"

#include <glib.h>
#include <string.h>

static const char *const subject_tags[][4] = {
    [OF_FILE] = {"#table", NULL},
    [OF_HEADER] = {"#table", "#header", "#label", NULL},
    [OF_ROW] = {"#table", "#row", NULL},
    [OF_CELL] = {"#table", "#row", "#cell", NULL},
};

static const struct check_kind kinds[] = {
    {"source-error", "Source Error", "The data could not be read as a table.", OF_FILE},
    {"no-rows", "No Rows", "The file has a header and no rows.", OF_FILE},
    {"encoding-assumed", "Encoding Assumed", "The file's encoding was guessed.", OF_FILE},
    {"missing-label", "Missing Label", "Based on the schema there should be a label that is missing in the header.",
     OF_HEADER},
    {"extra-label", "Extra Label", "The header contains a label that does not exist in the schema.", OF_HEADER},
    {"incorrect-label", "Incorrect Label", "A label of the header does not match the field name in the schema.",
     OF_HEADER},
    {"duplicate-label", "Duplicate Label", "Two columns in the header row have the same value.", OF_HEADER},
    {"blank-label", "Blank Label", "A label in the header row is missing a value.", OF_HEADER},
    {"blank-row", "Blank Row", "This row is empty. A row should contain at least one value.", OF_ROW},
    {"primary-key", "PrimaryKey Error", "Values in the primary key fields should be unique for every row.", OF_ROW},
    {"foreign-key", "ForeignKey Error", "Values in the foreign key fields should exist in the reference table.",
     OF_ROW},
    {"type-error", "Type Error", "The value does not match the schema type and format for this field.", OF_CELL},
    {"constraint-error", "Constraint Error", "A field value does not conform to a constraint.", OF_CELL},
    {"unique-error", "Unique Error",
     "This field is a unique field but it contains a value that has been used in another row.", OF_CELL},
    {"missing-cell", "Missing Cell", "This row has less values compared to the header row.", OF_CELL},
    {"extra-cell", "Extra Cell", "This row has more values compared to the header row.", OF_CELL},
    {"encoding-error", "Encoding Error", "The row holds bytes that are no text.", OF_CELL},
    {"quote-error", "Quote Error", "A quote stands where none may.", OF_CELL},
    {"cell-too-long", "Cell Too Long", "A cell is longer than 1 MiB.", OF_CELL},
    {"unknown-code", "Unknown Code", "The value is not in the field's code list.", OF_CELL},
    {"upn", "UPN", "The unique pupil number is not as it should be.", OF_CELL},
};

static const struct check_kind other = {"", "Check", "A rule across rows or files.", OF_ROW};

const struct check_kind *check_kind_of(const char *code)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].code, code) == 0)
            return &kinds[i];
    return &other;
}

const char *const *check_kind_tags(const struct check_kind *kind)
{
    return subject_tags[kind->subject];
}

bool check_kind_is_of_row(const struct check_kind *kind)
{
    return kind != &other && kind->subject == OF_ROW;
}
