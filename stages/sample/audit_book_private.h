/* What the files of audit_book.h share. */
#ifndef SCORECARD_STAGES_SAMPLE_AUDIT_BOOK_PRIVATE_H
#define SCORECARD_STAGES_SAMPLE_AUDIT_BOOK_PRIVATE_H

#include "reports/render/form.h"
#include "stages/sample/audit_book.h"

struct audit_code {
    const char *code, *label;
};

/* A case of the sample and where its cells are on its sheet. */
struct audit_case {
    const char *case_id, *stratum;
    bool is_reserve;
    guint number;   /* from 1, of the picks or of the reserve */
    char *sheet;    /* case_01, reserve_01 */
    char *audit_id; /* T01-2021-01-21-3f2a9c1b-01, …-R01 */
    guint date_row, auditor_row, kind_row;
    guint first_grade_row; /* of the first section; one row a section */
};

/* The workbook while it is made. */
struct audit_making {
    const struct audit_book *book;
    GPtrArray *sheets;                 /* struct form_sheet * in order */
    GArray *cases;                     /* struct audit_case: picks, then reserve */
    GArray *sections, *grades, *kinds; /* struct audit_code: sections in order, the overall one last */
    GStringChunk *texts;
};

/* Columns of a case's sheet. */
enum { CASE_PART, CASE_ITEM, CASE_ENTRY, CASE_ACTION, CASE_N_COLUMNS };

struct audit_case *audit_case_at(const struct audit_making *making, guint index);
const struct audit_code *audit_code_at(const GArray *codes, guint index);
/* "{case_01 ROW COLUMN}": the cell of a section's grade or action. The caller frees. */
char *audit_grade_cell(const struct audit_case *audit_case, guint section, guint column);

void audit_add_case_sheet(struct audit_making *making, struct audit_case *audit_case);
void audit_add_summary(struct audit_making *making);
void audit_add_draw(struct audit_making *making);
void audit_add_strata(struct audit_making *making);
void audit_add_results(struct audit_making *making);
void audit_add_export(struct audit_making *making);
void audit_add_lists(struct audit_making *making);

#endif
