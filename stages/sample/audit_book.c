#include "stages/sample/audit_book_private.h"

#include <string.h>

static const char *const how_to_fill[] = {
    "Each case has a sheet. Its upper part is the form, the cells with a border: the day of the audit, the auditor, "
    "the "
    "kind of plan, a grade for each section and overall, and what is to be done. Below stands what the council's files "
    "say of the case.",
    "A section that does not apply to the plan stays without a grade. A reserve case is audited only in place of a "
    "pick that cannot "
    "be, in the order of the Summary sheet.",
    "The sheets Summary and results count what has been filled so far.",
    "To bring the grades back: open the sheet audits, save that sheet as CSV (UTF-8, commas) under a name such as "
    "audits_july.csv, and "
    "load it with the command: scorecard load audits_july.csv. Lines that begin with # are passed over. The grades "
    "then stand in the "
    "measures of the quality audits. Saving and loading again after a correction replaces what was loaded before.",
    "The sample can be drawn again by hand: the sheet draw names the generator, the seed and the frame.",
};

struct audit_case *audit_case_at(const struct audit_making *making, guint index)
{
    return &g_array_index(making->cases, struct audit_case, index);
}

const struct audit_code *audit_code_at(const GArray *codes, guint index)
{
    return &g_array_index(codes, struct audit_code, index);
}

char *audit_grade_cell(const struct audit_case *audit_case, guint section, guint column)
{
    return g_strdup_printf("{%s %u %u}", audit_case->sheet, audit_case->first_grade_row + section, column);
}

/* The rows of a code list, in its order. */
static bool read_codes(const struct audit_making *making, const char *sql, GArray *codes, GError **error)
{
    struct statement *query = db_prepare(making->book->db, NULL, sql, error);
    if (query == NULL)
        return false;
    while (statement_next(query)) {
        const struct audit_code code = {g_string_chunk_insert(making->texts, statement_text(query, 0)),
                                        g_string_chunk_insert(making->texts, statement_text(query, 1))};
        g_array_append_val(codes, code);
    }
    return statement_end(query, error);
}

static bool read_lists(const struct audit_making *making, GError **error)
{
    return read_codes(
               making,
               "select code, coalesce(label, code) from temp.code_audit_section where part_of is null order by rowid",
               making->sections, error) &&
           read_codes(making, "select code, coalesce(label, code) from temp.code_audit_grade order by rowid",
                      making->grades, error) &&
           read_codes(making, "select code, coalesce(label, code) from temp.code_plan_kind order by rowid",
                      making->kinds, error);
}

static void add_cases(struct audit_making *making, const GArray *units, bool is_reserve)
{
    int digits = 2;
    for (guint n = units->len; n > 99; n /= 10)
        digits++;
    for (guint i = 0; i < units->len; i++) {
        const struct sample_unit *unit = &g_array_index(units, struct sample_unit, i);
        const struct audit_case audit_case = {
            .case_id = unit->case_id,
            .stratum = unit->category,
            .is_reserve = is_reserve,
            .number = i + 1,
            .sheet = g_strdup_printf("%s_%0*u", is_reserve ? "reserve" : "case", digits, i + 1),
            .audit_id =
                g_strdup_printf("%s-%s%0*u", making->book->dip->reference, is_reserve ? "R" : "", digits, i + 1),
        };
        g_array_append_val(making->cases, audit_case);
    }
}

static void clear_case(gpointer data)
{
    struct audit_case *audit_case = data;
    g_free(audit_case->sheet);
    g_free(audit_case->audit_id);
}

static void free_sheet(gpointer sheet)
{
    form_sheet_free(sheet);
}

/* Summary first for the reader; its formulas name cells of the cases' sheets, whose rows are known only then. */
static void move_to_front(struct audit_making *making, guint n_cases)
{
    g_autofree void **moved = g_new(void *, making->sheets->len);
    const guint n = making->sheets->len, n_front = n - n_cases;
    memcpy(moved, making->sheets->pdata + n_cases, n_front * sizeof *moved);
    memcpy(moved + n_front, making->sheets->pdata, n_cases * sizeof *moved);
    memcpy(making->sheets->pdata, moved, n * sizeof *moved);
}

static void add_sheets(struct audit_making *making)
{
    add_cases(making, making->book->dip->sample->picks, false);
    add_cases(making, making->book->dip->sample->reserve, true);
    for (guint i = 0; i < making->cases->len; i++)
        audit_add_case_sheet(making, audit_case_at(making, i));
    audit_add_summary(making);
    audit_add_draw(making);
    audit_add_strata(making);
    move_to_front(making, making->cases->len);
    if (making->cases->len > 0 && making->book->audits != NULL) {
        audit_add_results(making);
        audit_add_export(making);
    }
    audit_add_lists(making);
}

static struct document *make_document(const struct audit_book *book)
{
    struct document *document = document_new();
    const struct dip_request *request = &book->dip->request;
    document->name = "sample";
    document->title = document_printf(document, "Dip sample: %s", request->measure->title);
    document->subtitle =
        document_printf(document, "Sample %s of %u cases", book->dip->reference, book->dip->sample->picks->len);
    document->authority = document_text(document, project_setting_text(book->project, "authority.name"));
    document->author = document_council(document, document->authority);
    document->marking = AUDIT_MARKING;
    document->contact = document_text(document, project_setting_text(book->project, "contact"));
    document->subject = document_printf(document, "Audit of cases of measure %s", request->measure->ref);
    document->keywords = "SEND, audit, dip sample";
    document->next_edition = "none, each sample is a workbook of its own";
    document->as_at = document->board_date = request->as_at;
    g_ptr_array_add(document->cover,
                    (void *)(uintptr_t)(book->is_personal ? "Holds names: keep it only as long as the audit needs it."
                                                          : "Holds no names: cases go by their numbers."));
    for (guint i = 0; i < G_N_ELEMENTS(how_to_fill); i++)
        paragraphs_add(&document->how_to_read, how_to_fill[i]);
    return document;
}

static void making_clear(struct audit_making *making)
{
    g_ptr_array_unref(making->sheets);
    g_array_unref(making->cases);
    g_array_unref(making->sections);
    g_array_unref(making->grades);
    g_array_unref(making->kinds);
    g_string_chunk_free(making->texts);
}

bool audit_book_write(const struct audit_book *book, const char *path, GError **error)
{
    struct audit_making making = {
        .book = book,
        .sheets = g_ptr_array_new_with_free_func(free_sheet),
        .cases = g_array_new(FALSE, FALSE, sizeof(struct audit_case)),
        .sections = g_array_new(FALSE, FALSE, sizeof(struct audit_code)),
        .grades = g_array_new(FALSE, FALSE, sizeof(struct audit_code)),
        .kinds = g_array_new(FALSE, FALSE, sizeof(struct audit_code)),
        .texts = g_string_chunk_new(4096),
    };
    g_array_set_clear_func(making.cases, clear_case);
    bool is_done = read_lists(&making, error);
    if (is_done) {
        add_sheets(&making);
        struct document *document = make_document(book);
        is_done = document_write_forms(document, making.sheets, path, error);
        document_free(document);
    }
    making_clear(&making);
    return is_done;
}
