/* Sheets about the sample as a whole: its cases, how it was drawn, its strata. */
#include "stages/sample/audit_book_private.h"

#include "pipeline/lib/date.h"

/* The section that stands for the whole plan; the last where none is called so. */
static guint overall_section(const struct audit_making *making)
{
    guint i = 0;
    while (i + 1 < making->sections->len && !g_str_equal(audit_code_at(making->sections, i)->code, "overall"))
        i++;
    return i;
}

static void add_case_row(const struct audit_making *making, struct form_sheet *sheet,
                         const struct audit_case *audit_case)
{
    const guint row = frame_n_rows(sheet->frame);
    g_autofree char *overall = audit_grade_cell(audit_case, overall_section(making), CASE_ENTRY);
    frame_add_text(sheet->frame, audit_case->sheet);
    frame_add_text(sheet->frame, audit_case->case_id);
    frame_add_text(sheet->frame, audit_case->is_reserve ? "reserve" : "pick");
    frame_add_text(sheet->frame, audit_case->stratum);
    frame_add_text(sheet->frame, "not graded");
    frame_add_number(sheet->frame, 0, NULL);
    form_sheet_cell(sheet, row, 4, FORM_FORMULA_TEXT, "=IF(%s=\"\",\"not graded\",%s)", overall, overall);
    form_sheet_cell(sheet, row, 5, FORM_FORMULA_NUMBER, "=COUNTA({%s %u %d %u %d})", audit_case->sheet,
                    audit_case->first_grade_row, CASE_ENTRY, audit_case->first_grade_row + making->sections->len - 1,
                    CASE_ENTRY);
}

void audit_add_summary(struct audit_making *making)
{
    const struct dip_sample *dip = making->book->dip;
    struct form_sheet *sheet = form_sheet_new("Summary", "Summary of the sample", "summary_of_sample");
    form_sheet_line(sheet, "%s %s: %u of %u cases, reserve of %u", dip->request.measure->ref,
                    dip->request.measure->title, dip->sample->picks->len, dip->sample->frame_size,
                    dip->sample->reserve->len);
    form_sheet_line(sheet, "A reserve case is audited only in place of a pick that cannot be, in the order listed");
    frame_add_column(sheet->frame, "sheet", "Sheet", UNIT_TEXT);
    frame_add_column(sheet->frame, "case", "Case", UNIT_TEXT);
    frame_add_column(sheet->frame, "role", "Role", UNIT_TEXT);
    frame_add_column(sheet->frame, "stratum", "Stratum", UNIT_TEXT);
    frame_add_column(sheet->frame, "overall", "Overall grade", UNIT_TEXT);
    frame_add_column(sheet->frame, "sections", "Grades given", UNIT_NUMBER);
    sheet->is_linked = making->cases->len > 0;
    for (guint i = 0; i < making->cases->len; i++)
        add_case_row(making, sheet, audit_case_at(making, i));
    if (making->cases->len == 0)
        for (guint i = 0; i < frame_n_columns(sheet->frame); i++)
            frame_add_text(sheet->frame, "no case");
    g_ptr_array_add(making->sheets, sheet);
}

static void add_item(struct form_sheet *sheet, const char *item, const char *text)
{
    frame_add_text(sheet->frame, item);
    frame_add_text(sheet->frame, text == NULL || *text == '\0' ? "none" : text);
}

static void add_count(struct form_sheet *sheet, const char *item, guint count)
{
    frame_add_text(sheet->frame, item);
    frame_add_number_in(sheet->frame, count, UNIT_NUMBER, NULL);
}

static void add_question(struct form_sheet *sheet, const struct dip_sample *dip)
{
    const struct dip_request *request = &dip->request;
    g_autofree char *measure =
        g_strdup_printf("%s %s (%s)", request->measure->ref, request->measure->title, request->measure->id);
    g_autofree char *as_at = date_format_long(request->as_at);
    g_auto(GStrv) conditions = g_strsplit(dip->conditions, "\n", -1);
    g_autofree char *where = g_strjoinv(" and ", conditions);
    g_autofree char *seed = g_strdup_printf("\"%s\"", request->plan.seed);
    add_item(sheet, "Measure", measure);
    add_item(sheet, "Definition", request->measure->definition);
    add_item(sheet, "Data to", as_at);
    add_item(sheet, "Only cases with", where);
    add_item(sheet, "Method", dip_sample_method(request));
    add_item(sheet, "Stratified by", request->by);
    add_item(sheet, "Shared over strata", request->by == NULL ? NULL : dip_sample_allocation(request));
    add_item(sheet, "Generator", SAMPLE_GENERATOR);
    add_item(sheet, "Seed", seed);
}

void audit_add_draw(struct audit_making *making)
{
    const struct dip_sample *dip = making->book->dip;
    struct form_sheet *sheet = form_sheet_new("draw", "How the sample was drawn", "how_it_was_drawn");
    sheet->aligns_left = true;
    form_sheet_line(
        sheet, "Anyone with the list of cases can draw it again: scorecard explain lists them and the README says how");
    frame_add_column(sheet->frame, "item", "Item", UNIT_TEXT);
    frame_add_column(sheet->frame, "value", "Value", UNIT_TEXT);
    add_item(sheet, "Sample", dip->reference);
    add_question(sheet, dip);
    add_count(sheet, "Cases that could be drawn (frame)", dip->sample->frame_size);
    add_item(sheet, "SHA-256 of the frame", dip->sample->frame_sha256);
    add_count(sheet, "Cases left out since they were drawn before", dip->avoided->len);
    add_count(sheet, "Days for which a case is not drawn again", (guint)dip->request.period_days);
    add_count(sheet, "Cases asked for", dip->request.plan.size);
    add_count(sheet, "Cases drawn", dip->sample->picks->len);
    add_count(sheet, "Reserve", dip->sample->reserve->len);
    g_ptr_array_add(making->sheets, sheet);
}

void audit_add_strata(struct audit_making *making)
{
    const struct dip_sample *dip = making->book->dip;
    if (dip->sample->strata->len == 0)
        return;
    struct form_sheet *sheet = form_sheet_new("strata", "Strata of the sample", "strata_of_sample");
    frame_add_column(sheet->frame, "category", "Stratum", UNIT_TEXT);
    frame_add_column(sheet->frame, "size", "Cases that could be drawn", UNIT_NUMBER);
    frame_add_column(sheet->frame, "picks", "Picks", UNIT_NUMBER);
    frame_add_column(sheet->frame, "reserve", "Reserve", UNIT_NUMBER);
    for (guint i = 0; i < dip->sample->strata->len; i++) {
        const struct sample_stratum *stratum = &g_array_index(dip->sample->strata, struct sample_stratum, i);
        frame_add_text(sheet->frame, stratum->category);
        frame_add_number(sheet->frame, stratum->size, NULL);
        frame_add_number(sheet->frame, stratum->picks, NULL);
        frame_add_number(sheet->frame, stratum->reserve, NULL);
    }
    g_ptr_array_add(making->sheets, sheet);
}
