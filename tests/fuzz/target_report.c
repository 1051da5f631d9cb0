/* Any text as a report, and behind a NUL any as its changes: refused where it stands, or made into a document whose
 * every text is a text. */
#include "tests/fuzz/counted_project.h"

#include "stages/count/count_measures.h"
#include "stages/count/figures.h"
#include "stages/publish/publish.h"

#include <glib/gstdio.h>

struct ground {
    struct project *project;
    GPtrArray *schemas;
    struct db *db;
    struct measures *measures;
    struct calendar calendar;
    struct figures *figures;
    struct standing *standing;
};

/* What figures are held against; the small project has no extracts of these. */
static const char held_against[] =
    "create temp table current_targets as select 1 as row_id, 'things_born' as measure, '2020-01-01' as from_date, "
    "60.0 as target, 5.0 as amber_within, 'owner' as owner;"
    "create temp table current_steps as select 1 as row_id, 'things_born' as measure, '2020-06-01' as date, "
    "'a reason' as reason;"
    "create temp table current_baselines as select 1 as row_id, 'things_born' as measure, 'b' as label, "
    "'2019-01-01' as date, 1 as numerator, 3 as denominator, 33.3 as value;"
    "create temp table current_commentary as select 1 as row_id, 'things_born' as measure, '2021-01-21' as as_at, "
    "'Some words.' as text, 'somebody' as author, null as actions;"
    "create temp table mart_action as select 1 as row_id, 'A1' as ref, 'one' as priority, 'act' as action, "
    "'things_born' as measure, 'owner' as owner, 'overdue' as status, null as note, '2020-12-01' as complete_by, "
    "1 as is_overdue;"
    "create temp table mart_benchmark as select 'things_born' as measure, 'all' as breakdown, 'all' as category, "
    "'england' as geography, '2020' as time_period, '2020-12-31' as period_end, 58.0 as value;"
    "drop view current_establishments;"
    "create temp table current_establishments as select 1 as row_id, '1' as URN, 'A school' as EstablishmentName;"
    "create temp table current_survey_questions as select 1 as row_id, 's' as survey, 'q' as question, "
    "'Well?' as wording";

static void ground_count(struct ground *ground)
{
    GError *error = NULL;
    calendar_init(&ground->calendar, date_parse_iso(COUNTED_AS_AT, 10), ground->project);
    ground->measures = measures_load(ground->project, &error);
    g_assert_no_error(error);
    g_assert_true(warehouse_show(ground->db, ground->schemas, NULL, &error));
    measures_prepare(ground->measures, ground->db, ground->project, &ground->calendar, &error);
    g_assert_no_error(error);
    ground->figures = figures_new();
    g_assert_true(measures_count_all(ground->measures, ground->db, &(struct count_scope){.calendar = &ground->calendar},
                                     ground->figures, &error));
    g_assert_true(db_run(ground->db, &error, held_against));
    ground->standing = standing_load(ground->db, &ground->calendar, &error);
    g_assert_no_error(error);
}

static const struct ground *ground_make(void)
{
    static struct ground ground;
    if (ground.project != NULL)
        return &ground;
    GError *error = NULL;
    g_autofree char *reports = g_build_filename(fuzz_folder(), "reports", NULL);
    g_assert_cmpint(g_mkdir(reports, 0700), ==, 0);
    ground.project = project_open(fuzz_folder(), &error);
    g_assert_no_error(error);
    ground.schemas = schema_load_all(ground.project, &error);
    g_assert_no_error(error);
    g_autofree char *path = counted_make(ground.schemas);
    ground.db = warehouse_open(path, DB_READ_ONLY, &error);
    g_assert_no_error(error);
    ground_count(&ground);
    return &ground;
}

static void check_text(const char *text)
{
    g_assert_true(text == NULL || g_utf8_validate(text, -1, NULL));
}

static void check_block(const struct block *block)
{
    const char *const texts[] = {block->id,        block->title,  block->subtitle, block->alt,
                                 block->reference, block->source, block->note,     block->empty};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        check_text(texts[i]);
    g_assert_true(block->frame != NULL || block->empty != NULL || block->paragraphs != NULL ||
                  block->kind == BLOCK_TEXT);
}

static void publish(const struct ground *ground, const struct report *report)
{
    GError *error = NULL;
    struct publisher publisher = {.report = report,
                                  .project = ground->project,
                                  .measures = ground->measures,
                                  .figures = ground->figures,
                                  .standing = ground->standing,
                                  .calendar = &ground->calendar,
                                  .db = ground->db};
    struct document *document = publish_document(&publisher, &error);
    if (document == NULL) { /* the small project lacks what the recovery plan is read from */
        g_assert_cmpint(error->code, ==, SCORECARD_ERROR_SYSTEM);
        g_error_free(error);
        return;
    }
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        check_text(page->title);
        check_text(page->finding);
        check_text(page->source);
        for (guint j = 0; j < page->blocks->len; j++)
            check_block(page->blocks->pdata[j]);
    }
    document_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct ground *ground = ground_make();
    GError *error = NULL;
    g_autofree char *folder = g_build_filename(fuzz_folder(), "reports", NULL);
    const struct fuzz_pair pair = fuzz_split(data, size);
    g_autofree char *path = fuzz_write(folder, "subject.json", pair.first, pair.n_first);
    g_autofree char *changes = fuzz_write_changes(&pair, folder, "subject.json");
    struct report *report = report_load(ground->project, "subject", ground->measures, &error);
    if (report == NULL) {
        fuzz_assert_placed(error, fuzz_blamed(error, path, changes));
        g_error_free(error);
    } else if (!report_compares_moments(report)) {
        publish(ground, report);
    }
    report_free(report);
    g_remove(path);
    return 0;
}
