#include "pipeline/documents.h"

#include "pipeline/lib/thread.h"
#include "reports/render/document.h"

struct documents {
    const GPtrArray *list; /* struct document * */
    struct output *output;
    pthread_t thread;
    bool is_running;
    GError *error; /* of the PDFs; read once the thread has ended */
};

static char *file_name(const struct documents *documents, guint index, const char *suffix)
{
    const struct document *document = documents->list->pdata[index];
    return g_strdup_printf("%s.%s", document->name, suffix);
}

static void *write_pdfs(void *data)
{
    struct documents *documents = data;
    for (guint i = 0; i < documents->list->len && documents->error == NULL; i++) {
        g_autofree char *name = file_name(documents, i, "pdf");
        g_autofree char *path = output_path(documents->output, name);
        document_write_pdf(documents->list->pdata[i], path, &documents->error);
    }
    return NULL;
}

struct documents *documents_begin(const GPtrArray *list, struct output *output)
{
    struct documents *documents = g_new0(struct documents, 1);
    documents->list = list;
    documents->output = output;
    documents->is_running = thread_start(&documents->thread, write_pdfs, documents);
    if (!documents->is_running)
        write_pdfs(documents);
    return documents;
}

bool documents_write_workbooks(struct documents *documents, GError **error)
{
    bool is_good = true;
    for (guint i = 0; is_good && i < documents->list->len; i++) {
        g_autofree char *name = file_name(documents, i, "xlsx");
        g_autofree char *path = output_path(documents->output, name);
        is_good = document_write_workbook(documents->list->pdata[i], path, error) &&
                  output_add(documents->output, name, error);
    }
    return is_good;
}

static void wait_for_pdfs(struct documents *documents)
{
    if (documents->is_running)
        pthread_join(documents->thread, NULL);
    documents->is_running = false;
}

bool documents_end(struct documents *documents, GError **error)
{
    wait_for_pdfs(documents);
    if (documents->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&documents->error));
        return false;
    }
    for (guint i = 0; i < documents->list->len; i++) {
        g_autofree char *name = file_name(documents, i, "pdf");
        if (!output_add(documents->output, name, error))
            return false;
    }
    return true;
}

void documents_free(struct documents *documents)
{
    wait_for_pdfs(documents);
    g_clear_error(&documents->error);
    g_free(documents);
}
