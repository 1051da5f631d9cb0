#include "tests/edition.h"

void edition_open(struct edition *edition, const char *sql)
{
    *edition = (struct edition){0};
    counted_open(&edition->counted, "2021-01-21", EDITION_TABLES);
    g_assert_true(db_run(edition->counted.db, NULL, sql));
    edition->reports_folder = g_build_filename(edition->counted.folder, "reports", NULL);
    g_assert_true(g_mkdir_with_parents(edition->reports_folder, 0700) == 0);
}

static void edition_hold(struct edition *edition, const char *extract)
{
    g_autofree char *sql = g_strdup_printf(
        "drop view temp.current_%s; create temp view current_%s as select * from held_%s", extract, extract, extract);
    GError *error = NULL;
    g_assert_true(db_run(edition->counted.db, &error, sql));
    g_assert_no_error(error);
}

void edition_count(struct edition *edition, const struct measure_pair *pairs, guint n_pairs)
{
    static const char *const extracts[] = {"targets", "commentary", "baselines", "actions"};
    GError *error = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(extracts); i++)
        edition_hold(edition, extracts[i]);
    edition->figures = counted_count(&edition->counted, pairs, n_pairs);
    figures_finish(edition->figures);
    edition->standing = standing_load(edition->counted.db, &edition->counted.calendar, &error);
    g_assert_no_error(error);
}

char *edition_publish(struct edition *edition, const char *pages)
{
    GError *error = NULL;
    g_autofree char *text = g_strdup_printf(
        "{\"title\": \"Test\", \"subtitle\": \"Board\", \"subject\": \"Test\", \"keywords\": \"test\",\n"
        "\"pages\": %s}",
        pages);
    g_free(temporary_write(edition->reports_folder, "test.json", text));
    g_clear_pointer(&edition->document, document_free); /* of what was published before */
    g_clear_pointer(&edition->report, report_free);
    edition->report = report_load(edition->counted.project, "test", edition->counted.measures, &error);
    if (edition->report != NULL) {
        struct publisher publisher = {.report = edition->report,
                                      .project = edition->counted.project,
                                      .measures = edition->counted.measures,
                                      .figures = edition->figures,
                                      .standing = edition->standing,
                                      .calendar = &edition->counted.calendar,
                                      .db = edition->counted.db,
                                      .marking = "OFFICIAL"};
        edition->document = publish_document(&publisher, &error);
    }
    if (error == NULL)
        return NULL;
    char *fault = g_strdup(error->message);
    g_error_free(error);
    return fault;
}

const struct block *edition_block(const struct edition *edition, guint index)
{
    const struct page *page = edition->document->pages->pdata[0];
    g_assert_true(index < page->blocks->len);
    return page->blocks->pdata[index];
}

static void edition_add_cell(GString *text, const struct frame_cell *cell)
{
    const char *mark = cell->symbol == NULL ? "" : cell->symbol;
    if (cell->kind == FRAME_NUMBER)
        g_string_append_printf(text, "%g%s", cell->number, mark);
    else if (cell->kind == FRAME_SYMBOL)
        g_string_append_printf(text, "[%s]", cell->text);
    else
        g_string_append(text, cell->kind == FRAME_TEXT ? cell->text : "");
}

char *edition_rows(const struct edition *edition, guint index, const char *columns)
{
    const struct block *block = edition_block(edition, index);
    g_auto(GStrv) names = g_strsplit(columns, " ", -1);
    GString *text = g_string_new(block->empty == NULL ? NULL : block->empty);
    for (guint row = 0; block->empty == NULL && row < frame_n_rows(block->frame); row++) {
        for (guint i = 0; names[i] != NULL; i++) {
            const int column = frame_find_column(block->frame, names[i]);
            g_assert_true(column >= 0);
            g_string_append(text, i == 0 ? "" : "|");
            edition_add_cell(text, frame_cell(block->frame, row, (guint)column));
        }
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

void edition_close(struct edition *edition)
{
    document_free(edition->document);
    report_free(edition->report);
    standing_free(edition->standing);
    figures_free(edition->figures);
    temporary_remove(edition->reports_folder);
    counted_close(&edition->counted);
}
