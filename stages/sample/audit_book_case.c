/* One sheet a case: what the auditor fills, in the same cells of every sheet, then what is known of the case. */
#include "stages/sample/audit_book_private.h"

#include "pipeline/lib/date.h"

static const double least[CASE_N_COLUMNS] = {16, 30, 38, 44};

static void add_columns(struct frame *frame)
{
    frame_add_column(frame, "part", "Part", UNIT_TEXT);
    frame_add_column(frame, "item", "Item", UNIT_TEXT);
    frame_add_column(frame, "entry", "Entry", UNIT_TEXT);
    frame_add_column(frame, "action", "Action: what is to be done", UNIT_TEXT);
}

static void begin_row(struct form_sheet *sheet, const char *part, const char *item)
{
    frame_add_text(sheet->frame, part);
    frame_add_text(sheet->frame, item);
}

static void add_text(struct form_sheet *sheet, const char *part, const char *item, const char *text)
{
    begin_row(sheet, part, item);
    frame_add_text(sheet->frame, text == NULL || *text == '\0' ? "not recorded" : text);
    frame_add_blank(sheet->frame);
}

static void add_number(struct form_sheet *sheet, const char *part, const char *item, double number, enum unit unit)
{
    begin_row(sheet, part, item);
    frame_add_number_in(sheet->frame, number, unit, NULL);
    frame_add_blank(sheet->frame);
}

/* "primary_need" → "Primary need". The caller frees. */
static char *words_of(const char *name)
{
    char *words = g_strdelimit(g_strdup(name), "_", ' ');
    *words = g_ascii_toupper(*words);
    return words;
}

static void add_value(struct form_sheet *sheet, const struct listed_case *listed)
{
    const struct measure *measure = listed->measure;
    if (measure->kind == MEASURE_RATE)
        add_text(sheet, "Figure", "Met", listed->is_met ? "yes" : "no");
    else if (measure->unit == UNIT_POUNDS)
        add_number(sheet, "Figure", "Pounds", listed->amount / 100, UNIT_POUNDS);
    else if (measure->kind == MEASURE_MEDIAN && measure->unit == UNIT_WEEKS)
        add_number(sheet, "Figure", "Days", listed->amount, UNIT_DAYS);
    else if (measure->kind != MEASURE_COUNT)
        add_number(sheet, "Figure", "Value", listed->amount, UNIT_NUMBER);
}

static void add_place(struct form_sheet *sheet, const struct case_list *list, const struct listed_case *listed)
{
    const char *file = listed->is_placed ? origins_file(list->origins, listed->row_id) : NULL;
    if (file == NULL)
        return;
    add_text(sheet, "Figure", "Source file", file);
    if (origins_line(listed->row_id) > 0)
        add_number(sheet, "Figure", "Line of the file", (double)origins_line(listed->row_id), UNIT_TEXT);
}

/* The case as the figure has it: day, met or value, splits by their labels, file and line. */
static void add_figure(struct form_sheet *sheet, const struct audit_book *book, const struct listed_case *listed)
{
    g_autofree char *measure =
        g_strdup_printf("%s %s", book->dip->request.measure->ref, book->dip->request.measure->title);
    add_text(sheet, "Figure", "Measure", measure);
    if (listed == NULL) {
        add_text(sheet, "Figure", "Now",
                 "The case is no longer among those of the figure: the data changed since the draw.");
        return;
    }
    add_number(sheet, "Figure", "Counted on", listed->counted_on, UNIT_DATE);
    add_value(sheet, listed);
    for (guint i = 0; book->list->splits[i] != NULL; i++) {
        const char *split = book->list->splits[i];
        g_autofree char *words = words_of(split);
        add_text(sheet, "Figure", words, standing_label(book->standing, split, listed->categories[i]));
    }
    add_place(sheet, book->list, listed);
}

/* A fact named as a field of the audits extract is shown under that field's title. */
static const char *item_of(const struct audit_book *book, const struct case_fact *fact)
{
    const int field = book->audits == NULL ? -1 : schema_find_field(book->audits, fact->name);
    return field < 0 ? fact->name : book->audits->fields[field].title;
}

static void add_fact(struct form_sheet *sheet, const struct audit_book *book, const struct case_fact *fact)
{
    g_autofree char *part =
        fact->is_numbered ? g_strdup_printf("%s %u", fact->title, fact->number) : g_strdup(fact->title);
    const char *item = item_of(book, fact);
    if (fact->kind == FACT_DATE)
        add_number(sheet, part, item, fact->value, UNIT_DATE);
    else if (fact->kind == FACT_NUMBER)
        add_number(sheet, part, item, fact->value,
                   fact->value == (double)(int64_t)fact->value ? UNIT_NUMBER : UNIT_DECIMAL);
    else
        add_text(sheet, part, item, fact->text);
}

static void add_facts(struct form_sheet *sheet, const struct audit_book *book, const char *case_id)
{
    const GArray *facts = case_facts_of(book->facts, case_id);
    for (guint i = 0; facts != NULL && i < facts->len; i++)
        add_fact(sheet, book, &g_array_index(facts, struct case_fact, i));
}

/* Opens the entry of a row; its index. */
static guint add_entry(struct form_sheet *sheet, const char *item, const char *text, enum form_kind kind,
                       const char *range)
{
    const guint row = frame_n_rows(sheet->frame);
    begin_row(sheet, "Audit", item);
    frame_add_text(sheet->frame, text);
    frame_add_blank(sheet->frame);
    form_sheet_cell(sheet, row, CASE_ENTRY, kind, "%s", range);
    return row;
}

static void add_audit(struct form_sheet *sheet, const struct audit_making *making, struct audit_case *audit_case)
{
    const char *kind = case_facts_text(making->book->facts, audit_case->case_id, "plan_kind");
    const guint n_grades = making->grades->len, n_kinds = making->kinds->len;
    g_autofree char *kinds = g_strdup_printf("{Lists %u 1 %u 1}", n_grades, n_grades + n_kinds - 1);
    audit_case->date_row = add_entry(sheet, "Day of the audit", NULL, FORM_DATE, "");
    audit_case->auditor_row = add_entry(sheet, "Auditor", NULL, FORM_TEXT, "");
    audit_case->kind_row = add_entry(sheet, "Kind of plan", kind, FORM_LIST, kinds);
}

static void add_grades(struct form_sheet *sheet, const struct audit_making *making, struct audit_case *audit_case)
{
    audit_case->first_grade_row = frame_n_rows(sheet->frame);
    for (guint i = 0; i < making->sections->len; i++) {
        const guint row = frame_n_rows(sheet->frame);
        begin_row(sheet, "Grade", audit_code_at(making->sections, i)->label);
        frame_add_blank(sheet->frame);
        frame_add_blank(sheet->frame);
        form_sheet_cell(sheet, row, CASE_ENTRY, FORM_LIST, "{Lists 0 1 %u 1}", making->grades->len - 1);
        form_sheet_cell(sheet, row, CASE_ACTION, FORM_TEXT, "%s", "");
    }
}

void audit_add_case_sheet(struct audit_making *making, struct audit_case *audit_case)
{
    const struct audit_book *book = making->book;
    g_autofree char *title = g_strdup_printf("%s %u: %s", audit_case->is_reserve ? "Reserve" : "Case",
                                             audit_case->number, audit_case->case_id);
    g_autofree char *table = g_strconcat(audit_case->sheet, "_form", NULL);
    struct form_sheet *sheet = form_sheet_new(audit_case->sheet, title, table);
    g_autofree char *as_at = date_format_long(book->dip->request.as_at);
    form_sheet_line(sheet, "Sample %s, data to %s", book->dip->reference, as_at);
    form_sheet_line(sheet, "Fill the cells with a border. Grades are chosen from the list; the rest is protected.");
    sheet->least = least;
    sheet->aligns_left = true;
    add_columns(sheet->frame);
    add_audit(sheet, making, audit_case);
    add_grades(sheet, making, audit_case);
    add_figure(sheet, book, dip_sample_case(book->dip, audit_case->case_id));
    add_facts(sheet, book, audit_case->case_id);
    g_ptr_array_add(making->sheets, sheet);
}
