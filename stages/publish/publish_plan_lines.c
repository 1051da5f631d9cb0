/* Builders of the recovery plan's Section 251 tables: spend line by line, DfE's high needs total, place funding. */
#include "stages/publish/publish_plan.h"

#include <string.h>

#define PLACE_FUNDING "1.0.2"

/* Whether "1.2.11 Direct payments" is of line "1.2.11". */
static bool is_line(const char *line, const char *code)
{
    const size_t length = strlen(code);
    return strncmp(line, code, length) == 0 && (line[length] == ' ' || line[length] == '\0');
}

/* By the numbers of the line ("1.2.8" before "1.2.11"), then by its words, then by category. */
static int compare_lines(const void *a, const void *b)
{
    const struct plan_line *left = a, *right = b;
    const char *x = left->line, *y = right->line;
    while (g_ascii_isdigit(*x) && g_ascii_isdigit(*y)) {
        char *after_x, *after_y;
        const guint64 m = g_ascii_strtoull(x, &after_x, 10), n = g_ascii_strtoull(y, &after_y, 10);
        if (m != n)
            return m < n ? -1 : 1;
        x = *after_x == '.' ? after_x + 1 : after_x;
        y = *after_y == '.' ? after_y + 1 : after_y;
    }
    const int order = strcmp(x, y);
    return order != 0 ? order : (left->category > right->category) - (left->category < right->category);
}

static bool is_in_plan(const struct recovery *recovery, const struct recovery_line *line)
{
    return line->year >= recovery->first_year && line->year <= recovery->current_year;
}

GArray *plan_line_rows(const struct recovery *recovery)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct plan_line));
    for (guint i = 0; i < recovery->lines->len; i++) {
        const struct recovery_line *line = &g_array_index(recovery->lines, struct recovery_line, i);
        const struct plan_line row = {line->line, line->category};
        bool is_known = !is_in_plan(recovery, line);
        for (guint j = 0; j < rows->len && !is_known; j++)
            is_known = compare_lines(&g_array_index(rows, struct plan_line, j), &row) == 0;
        if (!is_known)
            g_array_append_val(rows, row);
    }
    g_array_sort(rows, compare_lines);
    return rows;
}

/* By year, then budget before forecast before outturn, as the alphabet has it. */
static int compare_bases(const void *a, const void *b)
{
    const struct plan_basis *left = a, *right = b;
    return left->year != right->year ? (left->year < right->year ? -1 : 1) : strcmp(left->basis, right->basis);
}

GArray *plan_bases(const struct recovery *recovery)
{
    GArray *bases = g_array_new(FALSE, FALSE, sizeof(struct plan_basis));
    for (guint i = 0; i < recovery->lines->len; i++) {
        const struct recovery_line *line = &g_array_index(recovery->lines, struct recovery_line, i);
        const struct plan_basis basis = {line->year, line->basis};
        bool is_known = !is_in_plan(recovery, line);
        for (guint j = 0; j < bases->len && !is_known; j++)
            is_known = compare_bases(&g_array_index(bases, struct plan_basis, j), &basis) == 0;
        if (!is_known)
            g_array_append_val(bases, basis);
    }
    g_array_sort(bases, compare_bases);
    return bases;
}

guint plan_current_basis(const struct recovery *recovery, const GArray *bases, guint year)
{
    const struct plan_basis current = {recovery->first_year + (int)year,
                                       recovery_basis(recovery, recovery->first_year + (int)year)};
    for (guint i = 0; i < bases->len; i++)
        if (compare_bases(&g_array_index(bases, struct plan_basis, i), &current) == 0)
            return i;
    g_assert_not_reached();
}

static void add_basis_columns(struct publisher *p, struct frame *frame, const GArray *bases)
{
    for (guint i = 0; i < bases->len; i++) {
        const struct plan_basis *basis = &g_array_index(bases, struct plan_basis, i);
        g_autofree char *year = recovery_year_name(basis->year);
        g_autofree char *name = g_strdup_printf("basis%u", i);
        frame_add_column(frame, name, document_printf(p->document, "%s %s", year, basis->basis), UNIT_POUNDS);
    }
}

static gint64 amount_of(const struct recovery *recovery, const struct plan_line *row, const struct plan_basis *basis)
{
    gint64 sum = 0;
    for (guint i = 0; i < recovery->lines->len; i++) {
        const struct recovery_line *line = &g_array_index(recovery->lines, struct recovery_line, i);
        if (line->year == basis->year && line->category == row->category && g_str_equal(line->basis, basis->basis) &&
            g_str_equal(line->line, row->line))
            sum += line->pence;
    }
    return sum;
}

void build_plan_lines(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block =
        plan_start(p, page, from, BLOCK_TABLE, "Section 251 lines by category of placement, pounds, as loaded");
    if (block == NULL)
        return;
    g_autoptr(GArray) rows = plan_line_rows(p->recovery);
    g_autoptr(GArray) bases = plan_bases(p->recovery);
    frame_add_column(block->frame, "line", "Section 251 line", UNIT_TEXT);
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    add_basis_columns(p, block->frame, bases);
    for (guint i = 0; i < rows->len; i++) {
        const struct plan_line *row = &g_array_index(rows, struct plan_line, i);
        frame_add_text(block->frame, row->line);
        frame_add_text(block->frame, recovery_category_label(p->recovery, row->category));
        for (guint j = 0; j < bases->len; j++)
            plan_add_money(block->frame, amount_of(p->recovery, row, &g_array_index(bases, struct plan_basis, j)),
                           NULL);
    }
}

/* DfE's groups of lines, which together are its high needs total; the last group is what remains. */
static const struct {
    const char *title;
    const char *codes[5];
} groups[] = {
    {"Place funding", {PLACE_FUNDING}},
    {"Top-up funding: maintained schools, academies, colleges, targeted and direct payments",
     {"1.2.1", "1.2.2", "1.2.4", "1.2.11"}},
    {"Top-up and other funding: non-maintained and independent", {"1.2.3"}},
    {"SEN support and inclusion services", {"1.2.5", "1.2.8", "1.2.9"}},
    {"Alternative provision services", {"1.2.7"}},
    {"Hospital education", {"1.2.6"}},
    {"Therapies and other health services", {"1.2.13"}},
    {"SEN transport from the DSG", {"1.4.11"}},
    {"Lines outside DfE's total", {NULL}},
};
#define N_GROUPS G_N_ELEMENTS(groups)
#define OUTSIDE (N_GROUPS - 1)

static bool has_code(guint group, const char *line)
{
    for (guint i = 0; i < G_N_ELEMENTS(groups[group].codes) && groups[group].codes[i] != NULL; i++)
        if (is_line(line, groups[group].codes[i]))
            return true;
    return false;
}

static guint group_of(const char *line)
{
    guint group = 0;
    while (group < OUTSIDE && !has_code(group, line))
        group++;
    return group;
}

static char *codes_of(guint group)
{
    if (group == OUTSIDE)
        return g_strdup("all others");
    g_autoptr(GString) text = g_string_new(groups[group].codes[0]);
    for (guint i = 1; i < G_N_ELEMENTS(groups[group].codes) && groups[group].codes[i] != NULL; i++)
        g_string_append_printf(text, ", %s", groups[group].codes[i]);
    return g_strdup_printf("line %s", text->str);
}

/* The amount of a group in a basis, and its formula: the rows of plan_lines that belong to it. */
static gint64 add_group_cell(struct publisher *p, struct frame *frame, guint group, const GArray *rows,
                             const GArray *bases, guint basis)
{
    gint64 sum = 0;
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
    for (guint i = 0; i < rows->len; i++) {
        const struct plan_line *row = &g_array_index(rows, struct plan_line, i);
        if (group_of(row->line) != group)
            continue;
        const struct plan_cell cell = plan_cell(p, PLAN_LINES, i, PAIRED_YEARS_FROM + basis);
        g_array_append_val(cells, cell);
        sum += amount_of(p->recovery, row, &g_array_index(bases, struct plan_basis, basis));
    }
    plan_add_money(frame, sum, plan_sum((const struct plan_cell *)(const void *)cells->data, cells->len));
    return sum;
}

static void add_sum_row(struct frame *frame, const struct report_block *from, const char *title, const char *codes,
                        const gint64 *sums, guint n, guint last_row)
{
    frame_add_text(frame, title);
    frame_add_text(frame, codes);
    for (guint basis = 0; basis < n; basis++) {
        const struct plan_cell stretch = {from->id, 0, PAIRED_YEARS_FROM + basis, last_row};
        plan_add_money(frame, sums[basis], plan_formula("SUM(@)", &stretch));
    }
}

void build_plan_groups(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block =
        plan_start(p, page, from, BLOCK_TABLE, "DfE's high needs total from Section 251 lines, pounds");
    if (block == NULL)
        return;
    g_autoptr(GArray) rows = plan_line_rows(p->recovery);
    g_autoptr(GArray) bases = plan_bases(p->recovery);
    g_autofree gint64 *sums = g_new0(gint64, bases->len);
    frame_add_column(block->frame, "group", "Group", UNIT_TEXT);
    frame_add_column(block->frame, "codes", "Section 251 lines", UNIT_TEXT);
    add_basis_columns(p, block->frame, bases);
    for (guint group = 0; group < N_GROUPS; group++) {
        if (group == OUTSIDE)
            add_sum_row(block->frame, from, "High needs total (DfE's formula)", "all lines above", sums, bases->len,
                        OUTSIDE - 1);
        g_autofree char *codes = codes_of(group);
        frame_add_text(block->frame, groups[group].title);
        frame_add_text(block->frame, codes);
        for (guint basis = 0; basis < bases->len; basis++)
            sums[basis] += add_group_cell(p, block->frame, group, rows, bases, basis);
    }
}

static void add_place_funding(struct publisher *p, struct frame *frame, guint category, const GArray *rows,
                              const GArray *bases)
{
    frame_add_text(frame, recovery_category_label(p->recovery, category));
    for (guint basis = 0; basis < bases->len; basis++) {
        gint64 sum = 0;
        g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
        for (guint i = 0; i < rows->len; i++) {
            const struct plan_line *row = &g_array_index(rows, struct plan_line, i);
            if (row->category != category || !is_line(row->line, PLACE_FUNDING))
                continue;
            const struct plan_cell cell = plan_cell(p, PLAN_LINES, i, PAIRED_YEARS_FROM + basis);
            g_array_append_val(cells, cell);
            sum += amount_of(p->recovery, row, &g_array_index(bases, struct plan_basis, basis));
        }
        plan_add_money(frame, sum, plan_sum((const struct plan_cell *)(const void *)cells->data, cells->len));
    }
}

static bool has_place_funding(const GArray *rows, guint category)
{
    for (guint i = 0; i < rows->len; i++) {
        const struct plan_line *row = &g_array_index(rows, struct plan_line, i);
        if (row->category == category && is_line(row->line, PLACE_FUNDING))
            return true;
    }
    return false;
}

void build_plan_place_funding(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "line 1.0.2 by category, budget to outturn, pounds");
    if (block == NULL)
        return;
    g_autoptr(GArray) rows = plan_line_rows(p->recovery);
    g_autoptr(GArray) bases = plan_bases(p->recovery);
    block->note = "Not like for like: a budget includes the places of academies, which DfE recoups and pays itself, so "
                  "that an outturn leaves them out. The difference is no saving.";
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    add_basis_columns(p, block->frame, bases);
    for (guint category = 0; category < p->recovery->categories->len; category++)
        if (has_place_funding(rows, category))
            add_place_funding(p, block->frame, category, rows, bases);
    if (frame_n_rows(block->frame) == 0)
        publish_empty(p, block, "[z] Not applicable: line 1.0.2 has no spend.");
}
