/* Files that are no CSV at all, known by how they begin, so that a person is told what to do instead of which quote
 * stands wrong. */
#include "stages/validate/validate_private.h"

#include <string.h>

/* As decoded: bytes beyond ASCII were taken for Windows-1252. */
static const struct {
    const char *beginning, *message;
} others[] = {
    {"PK\003\004", "this is an Excel workbook or a ZIP archive, not CSV: save the sheet as CSV"},
    {"\xc3\x90\xc3\x8f\x11\xc3\xa0", "this is an old Excel workbook, not CSV: save the sheet as CSV"},
    {"\x1f\xe2\x80\xb9", "this is a compressed file, not CSV: unpack it"},
    {"SQLite format 3", "this is a SQLite database, not CSV"},
    {"%PDF-", "this is a PDF, not CSV"},
    {"{\\rtf", "this is a Word document, not CSV: save the table as CSV"},
    {"sep=", "the first line is a mark for Excel (sep=), not the header: remove it"},
    {"<", "this is a web page or XML, not CSV: most likely the export failed or asked for a password"},
    {"{", "this is JSON, not CSV"},
    {"[", "this is JSON, not CSV"},
};

static bool has_nul(const struct csv_record *record, size_t at)
{
    return record->raw_length > at + 2 && record->raw[at] == '\0' && record->raw[at + 2] == '\0';
}

const char *validator_guess_format(const struct csv_record *record)
{
    if (has_nul(record, 1))
        return "this looks like UTF-16 without a byte order mark: name it with --encoding utf-16le";
    if (has_nul(record, 0))
        return "this looks like UTF-16 without a byte order mark: name it with --encoding utf-16be";
    for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
        const size_t length = strlen(others[i].beginning);
        if (record->raw_length >= length && memcmp(record->raw, others[i].beginning, length) == 0)
            return others[i].message;
    }
    return NULL;
}
