#include "pipeline/publication.h"

#include "pipeline/comparison.h"
#include "pipeline/definitions.h"
#include "pipeline/documents.h"
#include "pipeline/lib/memory.h"
#include "pipeline/loaded_files.h"
#include "pipeline/manifest.h"
#include "pipeline/open_data.h"
#include "pipeline/pictures.h"
#include "pipeline/printed.h"
#include "pipeline/publication_say.h"
#include "pipeline/published.h"
#include "pipeline/run_record.h"
#include "reports/render/document.h"
#include "stages/count/figures.h"
#include "stages/judge/standing.h"
#include "stages/publish/publish.h"
#include "stages/report/report.h"

/* What is published: the definitions, their figures, and those that they are compared with; and where to. */
struct edition {
    struct context *context;
    const struct publication *publication;
    struct output *output;
    const struct definitions *definitions;
    struct figures *figures;
    struct standing *standing;
    struct comparison comparison;
    struct run_record record;
    struct manifest *manifest;
    struct documents *documents;
};

static struct document *make_document(const struct edition *edition, const struct report *report, GError **error)
{
    const struct context *context = edition->context;
    const struct definitions *definitions = edition->definitions;
    struct publisher publisher = {
        .report = report,
        .project = context->catalog.project,
        .measures = definitions->measures,
        .figures = edition->figures,
        .standing = edition->standing,
        .calendar = &definitions->calendar,
        .db = context->db,
        .restatement = edition->comparison.restatement,
        .suppress_below = definitions->suppress_below,
        .marking = project_setting_text(context->catalog.project,
                                        definitions->suppress_below == 0 ? "marking_unsuppressed" : "marking"),
    };
    return publish_document(&publisher, error);
}

static void free_document(void *document)
{
    document_free(document);
}

/* struct document *, one a report; NULL at a fault. The caller unrefs. */
static GPtrArray *make_documents(const struct edition *edition, GError **error)
{
    const struct definitions *definitions = edition->definitions;
    GPtrArray *list = g_ptr_array_new_with_free_func(free_document);
    bool is_good = true;
    for (guint i = 0; is_good && i < definitions->reports->len; i++) {
        struct document *document = make_document(edition, definitions->reports->pdata[i], error);
        is_good = document != NULL;
        if (is_good)
            g_ptr_array_add(list, document);
    }
    if (is_good)
        return list;
    g_ptr_array_unref(list);
    return NULL;
}

static bool write_pictures(const struct edition *edition, const GPtrArray *list, GError **error)
{
    bool is_good = true;
    for (guint i = 0; is_good && edition->context->options->is_charts && i < list->len; i++)
        is_good = pictures_write(list->pdata[i], edition->output, error);
    return is_good;
}

static bool write_figures(const struct edition *edition, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    figures_write_csv(edition->figures, text);
    return output_write(edition->output, "figures.csv", text->str, text->len, error);
}

static bool write_restatement(const struct edition *edition, GError **error)
{
    if (edition->comparison.restatement == NULL)
        return true;
    g_autoptr(GString) text = g_string_new(NULL);
    restatement_write_csv(edition->comparison.restatement, edition->definitions->measures, text);
    return output_write(edition->output, "restatement.csv", text->str, text->len, error);
}

static bool write_tables(const struct edition *edition, GError **error)
{
    const struct context *context = edition->context;
    struct output *output = edition->output;
    return write_figures(edition, error) &&
           open_data_write(context, edition->definitions->measures, edition->figures, edition->standing, output,
                           error) &&
           write_restatement(edition, error) && loaded_files_write_issues(context->db, output, error) &&
           loaded_files_write_rejects(context->db, output, error);
}

/* Of a transaction that holds loads as well, the record is a part that can be undone by itself. */
static bool begin_record(struct edition *edition, GError **error)
{
    struct db *db = edition->context->db;
    return (db_is_read_only(db) || !db_is_whole(db) || (db_begin(db, error) && db_part_begin(db, error))) &&
           run_record_begin(&edition->record, edition->publication, edition->definitions->calendar.as_at,
                            edition->figures, error);
}

static bool begin_manifest(struct edition *edition, GError **error)
{
    edition->manifest = manifest_begin(edition->context, edition->publication, &edition->definitions->calendar, error);
    return edition->manifest != NULL;
}

static bool are_definitions_good(const struct edition *edition, GError **error)
{
    struct definitions_check *definitions = edition->publication->definitions;
    return definitions == NULL || definitions_check_are_good(definitions, error);
}

/* The PDF takes longer than all the rest, which goes on beside it; the disk takes longest. */
static bool write_files(struct edition *edition, GPtrArray *list, GError **error)
{
    struct documents *documents = edition->documents;
    documents_give(documents, list);
    return are_definitions_good(edition, error) && db_write_ahead(edition->context->db, error) &&
           documents_write_workbooks(documents, error) && write_tables(edition, error) &&
           begin_record(edition, error) && begin_manifest(edition, error) && documents_end(documents, error) &&
           write_pictures(edition, list, error);
}

static bool write_all(struct edition *edition, GError **error)
{
    progress_begin(edition->context->progress, "writing");
    edition->documents = documents_begin(edition->output);
    GPtrArray *list = make_documents(edition, error);
    return list != NULL && write_files(edition, list, error) &&
           manifest_end(edition->manifest, edition->output, error) && run_record_end(&edition->record, error);
}

static void undo_record(const struct edition *edition)
{
    struct db *db = edition->context->db;
    if (db_is_whole(db) && edition->record.run_id != 0)
        db_part_undo(db, NULL);
    db_rollback(db);
}

static bool keep(struct db *db, GError **error)
{
    return (!db_is_whole(db) || db_part_keep(db, error)) && db_commit(db, error) && db_settle(db, error);
}

static bool print_and_keep(const struct edition *edition, GError **error)
{
    struct db *db = edition->context->db;
    return edition->publication->print(edition->publication->result, error) && printed_flush(error) &&
           (db_is_read_only(db) || keep(db, error));
}

/* The set and what the command wrote into the warehouse, of `run` also what it loaded: where one cannot be kept, the
 * other is not. */
static bool place_and_keep(const struct edition *edition, GError **error)
{
    if (!output_place(edition->output, error))
        return false;
    if (print_and_keep(edition, error)) {
        output_finish(edition->output, edition->context);
        return true;
    }
    output_undo(edition->output);
    return false;
}

static bool count_all(struct edition *edition, GError **error)
{
    const struct context *context = edition->context;
    const struct definitions *definitions = edition->definitions;
    progress_begin(context->progress, "counting");
    edition->figures = definitions_count(definitions, context->db, edition->publication->check, error);
    if (edition->publication->definitions != NULL)
        definitions_check_begin(edition->publication->definitions);
    if (edition->figures != NULL)
        edition->standing = standing_load(context->db, &definitions->calendar, error);
    memory_give_back();
    return edition->standing != NULL &&
           comparison_make(&edition->comparison, context, definitions, edition->figures, error);
}

static void edition_clear(struct edition *edition)
{
    documents_free(edition->documents);
    manifest_free(edition->manifest);
    comparison_clear(&edition->comparison);
    standing_free(edition->standing);
    figures_free(edition->figures);
}

bool publication_write(struct context *context, const struct publication *publication, struct output *output,
                       GError **error)
{
    struct definitions definitions = {0};
    bool is_good = definitions_prepare(&definitions, context, context->db, context->options->known_at,
                                       publication->reports, error);
    struct edition edition = {.context = context,
                              .publication = publication,
                              .output = output,
                              .definitions = &definitions,
                              .record = {context, g_get_monotonic_time(), 0}};
    if (is_good)
        publication_say_authority(context);
    is_good = is_good && publication_say_nothing_loaded(context, error) &&
              publication_say_other_authority(context, error) && count_all(&edition, error) &&
              write_all(&edition, error) && place_and_keep(&edition, error);
    if (!is_good)
        undo_record(&edition);
    progress_end(context->progress);
    if (is_good)
        publication_say_hidden(context, &definitions, edition.figures);
    edition_clear(&edition);
    if (is_good)
        published_say(context, definitions.disclosure);
    if (is_good)
        publication_say_previous_board(context, &definitions.calendar);
    definitions_clear(&definitions);
    if (is_good)
        publication_say_contact(context);
    return is_good;
}
