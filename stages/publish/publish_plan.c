#include "stages/publish/publish_plan.h"

#include "pipeline/lib/date.h"
#include "reports/render/unit.h"

/* The recovery behind the report, read once; NULL and publisher->error on a database fault. */
static const struct recovery *find_recovery(struct publisher *p)
{
    if (p->recovery == NULL && p->error == NULL) {
        const struct period year = calendar_current(p->calendar, PERIOD_FINANCIAL_YEAR);
        p->recovery = recovery_load(p->db, p->project, date_to_parts(year.start).year, &p->error);
    }
    return p->recovery;
}

char *plan_pounds(gint64 pence)
{
    return unit_phrase(UNIT_POUNDS, (double)pence / 100);
}

char *plan_balance(gint64 balance)
{
    g_autofree char *amount = plan_pounds(balance < 0 ? -balance : balance);
    return g_strdup_printf("a %s of %s", balance < 0 ? "deficit" : "surplus", amount);
}

struct block *plan_start(struct publisher *p, struct page *page, const struct report_block *from, enum block_kind kind,
                         const char *subtitle)
{
    const struct recovery *recovery = find_recovery(p);
    if (recovery == NULL)
        return NULL;
    struct block *block = page_add_block(p->document, page, kind, from->id);
    block->width = from->width;
    block->title = document_text(p->document, from->title == NULL ? page->title : from->title);
    block->subtitle = document_printf(p->document, "%s, %s", p->document->authority, subtitle);
    if (from->measure != NULL) {
        block->reference = document_text(p->document, from->measure->ref);
        block->source = document_printf(p->document, "Source: %s", from->measure->source);
    }
    if (recovery->missing != NULL) {
        publish_empty(p, block, recovery->missing);
        block->is_missing = true;
        return NULL;
    }
    if (kind != BLOCK_TEXT)
        block->frame = document_frame(p->document);
    return block;
}

const struct report_block *plan_block(const struct publisher *p, const char *chart)
{
    for (guint i = 0; i < p->report->pages->len; i++) {
        const struct report_page *page = p->report->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct report_block *block = page->blocks->pdata[j];
            if (g_str_equal(block->chart->name, chart))
                return block;
        }
    }
    return NULL;
}

struct plan_cell plan_stretch(const struct publisher *p, const char *chart, guint row, guint last_row, guint column)
{
    const struct report_block *block = plan_block(p, chart);
    return (struct plan_cell){block == NULL ? NULL : block->id, row, column, last_row};
}

struct plan_cell plan_cell(const struct publisher *p, const char *chart, guint row, guint column)
{
    return plan_stretch(p, chart, row, row, column);
}

struct plan_cell plan_own(const struct report_block *from, guint row, guint column)
{
    return (struct plan_cell){from->id, row, column, row};
}

static bool append_cell(GString *formula, const struct plan_cell *cell)
{
    if (cell->id == NULL)
        return false;
    g_string_append_printf(formula, "{%s:%u:%u", cell->id, cell->row, cell->column);
    if (cell->last_row != cell->row)
        g_string_append_printf(formula, ":%u", cell->last_row);
    g_string_append_c(formula, '}');
    return true;
}

/* A spreadsheet refuses a formula of more than 8,192 characters. A name of a sheet is written with a few more
 * characters than in the placeholder. */
static bool is_too_long(const GString *formula, guint n_cells)
{
    return formula->len + 6 * (gsize)n_cells > 8192;
}

char *plan_formula(const char *pattern, const struct plan_cell *cells)
{
    const struct plan_cell *first = cells;
    g_autoptr(GString) formula = g_string_new("=");
    for (const char *at = pattern; *at != '\0'; at++)
        if (*at != '@')
            g_string_append_c(formula, *at);
        else if (!append_cell(formula, cells++))
            return NULL;
    if (is_too_long(formula, (guint)(cells - first)))
        return NULL;
    return g_string_free(g_steal_pointer(&formula), FALSE);
}

char *plan_copy(struct plan_cell cell)
{
    return plan_formula("@", &cell);
}

char *plan_sum(const struct plan_cell *cells, guint n)
{
    g_autoptr(GString) pattern = g_string_new(n == 0 ? "0" : "@");
    for (guint i = 1; i < n; i++)
        g_string_append(pattern, "+@");
    return plan_formula(pattern->str, cells);
}

void plan_add_money(struct frame *frame, gint64 pence, char *formula)
{
    frame_add_computed(frame, (double)pence / 100, UNIT_POUNDS, formula);
    g_free(formula);
}

void plan_add_count(struct frame *frame, gint64 count, char *formula)
{
    frame_add_computed(frame, (double)count, UNIT_NUMBER, formula);
    g_free(formula);
}

void plan_add_percent(struct frame *frame, gint64 percent, char *formula)
{
    frame_add_computed(frame, (double)percent / FORECAST_POINT, UNIT_RATE, formula);
    g_free(formula);
}

const char *plan_year_basis(const struct recovery *recovery, guint year)
{
    const bool is_known = year < recovery_middle(recovery)->n_known;
    return is_known ? recovery_basis(recovery, recovery->first_year + (int)year) : "projected";
}

void plan_note_years_told_otherwise(struct publisher *p, struct block *block)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    for (guint year = forecast->n_known; year < forecast->n_years; year++) {
        const int start = p->recovery->first_year + (int)year;
        const char *basis = recovery_basis(p->recovery, start);
        g_autofree char *name = recovery_year_name(start);
        if (basis == NULL)
            continue;
        g_autofree char *text = g_strdup_printf("%s is projected here; figures.csv has it by its %s.", name, basis);
        publish_add_note(p, block, text);
    }
}

const char *plan_year_title(struct publisher *p, guint year)
{
    const struct recovery *recovery = p->recovery;
    const int start = recovery->first_year + (int)year;
    g_autofree char *name = recovery_year_name(start);
    return document_printf(p->document, "%s %s", name, plan_year_basis(recovery, year));
}

void plan_add_year_columns(struct publisher *p, struct frame *frame, guint from, enum unit unit)
{
    for (guint year = from; year < recovery_middle(p->recovery)->n_years; year++) {
        g_autofree char *name = g_strdup_printf("year%u", year);
        frame_add_column(frame, name, plan_year_title(p, year), unit);
    }
}

guint plan_assumption_row(const struct recovery *recovery, guint year, guint category)
{
    const struct forecast *forecast = recovery_middle(recovery);
    return (year - forecast->n_known) * forecast->n_categories + category;
}
