/* Builder of the plans by category that DfE has published, beside those counted here. */
#include "stages/publish/publish_plan.h"

#include "pipeline/lib/date.h"
#include "stages/sql/recovery_published.sql.h"

/* Rows come category by category; a row of the table is a January. */
static void add_published(struct publisher *p, struct frame *frame, struct statement *row, guint n_seen)
{
    const guint n = p->recovery->categories->len;
    if (n_seen % n == 0) {
        g_autofree char *january = g_strdup_printf("January %s", statement_text(row, 0));
        frame_add_text(frame, january);
    }
    plan_add_count(frame, statement_integer(row, 2), NULL);
    if (n_seen % n == n - 1)
        plan_add_count(frame, statement_integer(row, 3), NULL);
}

void build_plan_published(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE,
                                     "plans by category as DfE publishes them, for each school year that has ended");
    if (block == NULL)
        return;
    char as_at[DATE_TEXT_SIZE];
    date_format_iso(p->calendar->as_at, as_at);
    block->source = "Source: DfE, Education, health and care plans, caseload by establishment";
    frame_add_column(block->frame, "january", "Census", UNIT_TEXT);
    for (guint category = 0; category < p->recovery->categories->len; category++)
        frame_add_column(block->frame, g_array_index(p->recovery->categories, struct recovery_name, category).code,
                         recovery_category_label(p->recovery, category), UNIT_NUMBER);
    frame_add_column(block->frame, "total", "Total", UNIT_NUMBER);
    struct statement *rows = db_prepare(p->db, NULL, recovery_published_sql, &p->error);
    if (rows == NULL)
        return;
    statement_bind(rows, "s", as_at);
    for (guint n_seen = 0; statement_step(rows, &p->error); n_seen++)
        add_published(p, block->frame, rows, n_seen);
    statement_free(rows);
    if (p->error == NULL && frame_n_rows(block->frame) == 0)
        publish_empty(p, block, "[x] Not available: the extract \"dfe_caseload\" has no row of the council.");
}
