/* The grades gathered from the cases' sheets: `audits`, the rows of the audits extract, and `results`, how often each
 * grade was given. */
#include "stages/sample/audit_book_private.h"

/* A text in a formula. The caller frees. */
static char *quote(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\"", -1);
    g_autofree char *doubled = g_strjoinv("\"\"", parts);
    return g_strdup_printf("\"%s\"", doubled);
}

/* What the facts say of a case; an audit's row needs it filled. */
static char *quote_fact(const struct audit_making *making, const struct audit_case *audit_case, const char *name)
{
    const char *text = case_facts_text(making->book->facts, audit_case->case_id, name);
    return quote(text == NULL ? "unknown" : text);
}

static char *audit_id_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)making, (void)section;
    return quote(audit_case->audit_id);
}

/* The day as yyyy-mm-dd in every language of the spreadsheet: TEXT's codes for days differ, those for digits do not. */
static char *date_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)making, (void)section;
    g_autofree char *cell = g_strdup_printf("{%s %u %d}", audit_case->sheet, audit_case->date_row, CASE_ENTRY);
    return g_strdup_printf("IF(%s=\"\",\"\",YEAR(%s)&\"-\"&TEXT(MONTH(%s),\"00\")&\"-\"&TEXT(DAY(%s),\"00\"))", cell,
                           cell, cell, cell);
}

static char *person_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)section;
    return quote_fact(making, audit_case, "persontableid");
}

static char *kind_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)making, (void)section;
    return g_strdup_printf("{%s %u %d}&\"\"", audit_case->sheet, audit_case->kind_row, CASE_ENTRY);
}

static char *locality_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)section;
    return quote_fact(making, audit_case, "locality");
}

static char *section_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)audit_case;
    return quote(audit_code_at(making->sections, section)->code);
}

static char *grade_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)making;
    return audit_grade_cell(audit_case, section, CASE_ENTRY);
}

static char *sample_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)audit_case, (void)section;
    return quote(making->book->dip->reference);
}

static char *auditor_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)making, (void)section;
    return g_strdup_printf("{%s %u %d}&\"\"", audit_case->sheet, audit_case->auditor_row, CASE_ENTRY);
}

static char *action_of(const struct audit_making *making, const struct audit_case *audit_case, guint section)
{
    (void)making;
    g_autofree char *cell = audit_grade_cell(audit_case, section, CASE_ACTION);
    return g_strconcat(cell, "&\"\"", NULL);
}

/* What each field of the audits extract holds. A field of a project's own is left empty. */
static const struct {
    const char *field;
    char *(*expression)(const struct audit_making *, const struct audit_case *, guint section);
} exported[] = {
    {"audit_id", audit_id_of}, {"audit_date", date_of}, {"persontableid", person_of}, {"plan_kind", kind_of},
    {"locality", locality_of}, {"section", section_of}, {"grade", grade_of},          {"sample", sample_of},
    {"auditor", auditor_of},   {"action", action_of},
};

static char *expression_of(const struct audit_making *making, const char *field, const struct audit_case *audit_case,
                           guint section)
{
    for (guint i = 0; i < G_N_ELEMENTS(exported); i++)
        if (g_str_equal(exported[i].field, field))
            return exported[i].expression(making, audit_case, section);
    return g_strdup("\"\"");
}

/* A section that is not graded is no row: a comment, so that the file loads as it is at any time. */
static void add_row(const struct audit_making *making, struct form_sheet *sheet, const struct audit_case *audit_case,
                    guint section)
{
    const struct schema *audits = making->book->audits;
    const guint row = frame_n_rows(sheet->frame);
    g_autofree char *grade = audit_grade_cell(audit_case, section, CASE_ENTRY);
    for (guint i = 0; i < audits->n_fields; i++) {
        g_autofree char *expression = expression_of(making, audits->fields[i].name, audit_case, section);
        const char *otherwise = i == 0 ? "# not graded" : "";
        frame_add_text(sheet->frame, otherwise);
        form_sheet_cell(sheet, row, i, FORM_FORMULA_TEXT, "=IF(%s=\"\",\"%s\",%s)", grade, otherwise, expression);
    }
}

void audit_add_export(struct audit_making *making)
{
    const struct schema *audits = making->book->audits;
    struct form_sheet *sheet = form_sheet_new("audits", "Grades to load", "grades_to_load");
    sheet->mark = "# ";
    form_sheet_line(
        sheet,
        "When the forms are filled save this sheet as a CSV file with a name such as audits_july.csv and load it "
        "with: scorecard load");
    for (guint i = 0; i < audits->n_fields; i++)
        frame_add_column(sheet->frame, audits->fields[i].name, audits->fields[i].name, UNIT_TEXT);
    for (guint i = 0; i < making->cases->len; i++)
        for (guint section = 0; section < making->sections->len; section++)
            add_row(making, sheet, audit_case_at(making, i), section);
    g_ptr_array_add(making->sheets, sheet);
}

/* "{audits 0 5 119 5}": a whole column of the sheet audits. The caller frees. */
static char *column_of(const struct audit_making *making, const char *field)
{
    const int column = schema_find_field(making->book->audits, field);
    return g_strdup_printf("{audits 0 %d %u %d}", column, making->cases->len * making->sections->len - 1, column);
}

void audit_add_results(struct audit_making *making)
{
    struct form_sheet *sheet = form_sheet_new("results", "How often each grade was given", "grades_given");
    g_autofree char *sections = column_of(making, "section"), *grades = column_of(making, "grade");
    form_sheet_line(sheet, "Counted from the forms as they are filled");
    frame_add_column(sheet->frame, "section", "Section", UNIT_TEXT);
    for (guint i = 0; i < making->grades->len; i++)
        frame_add_column(sheet->frame, "grade", audit_code_at(making->grades, i)->label, UNIT_NUMBER);
    for (guint row = 0; row < making->sections->len; row++) {
        const struct audit_code *section = audit_code_at(making->sections, row);
        frame_add_text(sheet->frame, section->label);
        for (guint i = 0; i < making->grades->len; i++) {
            g_autofree char *code = quote(section->code), *grade = quote(audit_code_at(making->grades, i)->code);
            frame_add_number(sheet->frame, 0, NULL);
            form_sheet_cell(sheet, row, i + 1, FORM_FORMULA_NUMBER, "=COUNTIFS(%s,%s,%s,%s)", sections, code, grades,
                            grade);
        }
    }
    g_ptr_array_add(making->sheets, sheet);
}

void audit_add_lists(struct audit_making *making)
{
    struct form_sheet *sheet = form_sheet_new("Lists", "What the drop-downs offer", "drop_down_lists");
    frame_add_column(sheet->frame, "list", "List", UNIT_TEXT);
    frame_add_column(sheet->frame, "entry", "Entry", UNIT_TEXT);
    for (guint i = 0; i < making->grades->len; i++) {
        frame_add_text(sheet->frame, "Grade");
        frame_add_text(sheet->frame, audit_code_at(making->grades, i)->code);
    }
    for (guint i = 0; i < making->kinds->len; i++) {
        frame_add_text(sheet->frame, "Kind of plan");
        frame_add_text(sheet->frame, audit_code_at(making->kinds, i)->code);
    }
    g_ptr_array_add(making->sheets, sheet);
}
