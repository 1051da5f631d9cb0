#include "pipeline/publication.h"

#include "pipeline/comparison.h"
#include "pipeline/definitions.h"
#include "pipeline/documents.h"
#include "pipeline/lib/hash.h"
#include "pipeline/loaded_files.h"
#include "pipeline/manifest.h"
#include "pipeline/open_data.h"
#include "pipeline/pictures.h"
#include "pipeline/run_record.h"
#include "reports/render/document.h"
#include "stages/disclose.h"
#include "stages/figures.h"
#include "stages/load.h"
#include "stages/publish.h"
#include "stages/report.h"
#include "stages/standing.h"

#include <glib/gstdio.h>

/* What is published: the definitions, their figures, and those that they are compared with. */
struct edition {
    const struct definitions *definitions;
    struct figures *figures;
    struct disclosing *auditing; /* of the figures; NULL: nothing is hidden */
    struct standing *standing;
    struct comparison comparison;
};

static struct document *make_document(const struct context *context, const struct edition *edition,
                                      const struct report *report, GError **error)
{
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
static GPtrArray *make_documents(const struct context *context, const struct edition *edition, GError **error)
{
    const struct definitions *definitions = edition->definitions;
    GPtrArray *list = g_ptr_array_new_with_free_func(free_document);
    bool is_good = true;
    for (guint i = 0; is_good && i < definitions->reports->len; i++) {
        struct document *document = make_document(context, edition, definitions->reports->pdata[i], error);
        is_good = document != NULL;
        if (is_good)
            g_ptr_array_add(list, document);
    }
    if (is_good)
        return list;
    g_ptr_array_unref(list);
    return NULL;
}

static bool write_pictures(const struct context *context, const GPtrArray *list, struct output *output, GError **error)
{
    bool is_good = true;
    for (guint i = 0; is_good && context->options->is_charts && i < list->len; i++)
        is_good = pictures_write(list->pdata[i], output, error);
    return is_good;
}

static bool write_figures(const struct edition *edition, struct output *output, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    figures_write_csv(edition->figures, text);
    return output_write(output, "figures.csv", text->str, text->len, error);
}

static bool write_restatement(const struct edition *edition, struct output *output, GError **error)
{
    if (edition->comparison.restatement == NULL)
        return true;
    g_autoptr(GString) text = g_string_new(NULL);
    restatement_write_csv(edition->comparison.restatement, edition->definitions->measures, text);
    return output_write(output, "restatement.csv", text->str, text->len, error);
}

static bool write_tables(const struct context *context, const struct edition *edition, struct output *output,
                         GError **error)
{
    return write_figures(edition, output, error) &&
           open_data_write(context, edition->definitions->measures, edition->figures, edition->standing, output,
                           error) &&
           write_restatement(edition, output, error) && loaded_files_write_issues(context->db, output, error) &&
           loaded_files_write_rejects(context->db, output, error);
}

static bool pass_audit(const struct edition *edition, GError **error)
{
    return edition->auditing == NULL || disclose_end(edition->auditing, error);
}

/* The PDF takes as long as all the rest, which goes on beside it. */
static bool write_documents_and_tables(const struct context *context, const struct edition *edition,
                                       const GPtrArray *list, struct output *output, GError **error)
{
    struct documents *documents = documents_begin(list, output);
    const bool is_good = documents_write_workbooks(documents, error) && write_tables(context, edition, output, error) &&
                         pass_audit(edition, error) && documents_end(documents, error) &&
                         write_pictures(context, list, output, error);
    documents_free(documents);
    return is_good;
}

static bool write_all(struct context *context, const struct publication *publication, const struct edition *edition,
                      struct output *output, GError **error)
{
    progress_begin(context->progress, "writing");
    GPtrArray *list = make_documents(context, edition, error);
    const bool is_good = list != NULL && write_documents_and_tables(context, edition, list, output, error) &&
                         manifest_write(context, publication, &edition->definitions->calendar, output, error);
    if (list != NULL)
        g_ptr_array_unref(list);
    return is_good;
}

/* The set and its record: where one cannot be kept, the other is not. */
static bool place_and_keep(const struct context *context, struct output *output, GError **error)
{
    const bool is_placed = output_place(output, error);
    if (is_placed && (db_is_read_only(context->db) || db_commit(context->db, error)))
        return output_finish(output, error);
    if (is_placed)
        output_undo(output);
    db_rollback(context->db);
    return false;
}

static bool count_and_write(struct context *context, const struct publication *publication,
                            struct definitions *definitions, struct output *output, GError **error)
{
    const gint64 started = g_get_monotonic_time();
    struct edition edition = {.definitions = definitions};
    definitions->auditing = &edition.auditing;
    progress_begin(context->progress, "counting");
    edition.figures = definitions_count(definitions, context->db, publication->check, error);
    if (edition.figures != NULL)
        edition.standing = standing_load(context->db, &definitions->calendar, error);
    const bool is_good =
        edition.standing != NULL &&
        comparison_make(&edition.comparison, context, definitions, edition.figures, error) &&
        write_all(context, publication, &edition, output, error) &&
        run_record_begin(context, publication, &definitions->calendar, edition.figures, started, error) &&
        place_and_keep(context, output, error);
    progress_end(context->progress);
    disclose_free(edition.auditing);
    comparison_clear(&edition.comparison);
    standing_free(edition.standing);
    figures_free(edition.figures);
    return is_good;
}

/* Readers want somebody to ask; the council's name alone helps little. */
static void say_contact(const struct context *context)
{
    const struct project *project = context->catalog.project;
    const char *contact = project_setting_text(project, "contact");
    g_autoptr(GError) place = NULL;
    if (contact != NULL && *contact != '\0')
        return;
    project_fail_setting(project, "contact", &place, "is empty: covers name the council only; write an address there");
    context_say(context, "%s", place->message);
}

bool publication_write(struct context *context, const struct publication *publication, struct output *output,
                       GError **error)
{
    struct definitions definitions = {0};
    const bool is_good = definitions_prepare(&definitions, context, context->db, context->options->known_at,
                                             publication->reports, error) &&
                         count_and_write(context, publication, &definitions, output, error);
    definitions_clear(&definitions);
    if (is_good)
        say_contact(context);
    return is_good;
}
