#include "pipeline/documents.h"

#include "pipeline/lib/thread.h"
#include "reports/render/pdf.h"

struct documents {
    struct output *output;
    pthread_t thread;
    bool is_running;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t changed;
    GPtrArray *list; /* struct document *; NULL: there is none yet */
    bool is_given, are_written;
    GError *error; /* of the PDFs */
};

static char *file_name(const GPtrArray *list, guint index, const char *suffix)
{
    const struct document *document = list->pdata[index];
    return g_strdup_printf("%s.%s", document->name, suffix);
}

static void tell(struct documents *documents, bool *what)
{
    pthread_mutex_lock(&documents->lock);
    *what = true;
    pthread_cond_broadcast(&documents->changed);
    pthread_mutex_unlock(&documents->lock);
}

static void wait_for(struct documents *documents, const bool *what)
{
    pthread_mutex_lock(&documents->lock);
    while (!*what)
        pthread_cond_wait(&documents->changed, &documents->lock);
    pthread_mutex_unlock(&documents->lock);
}

/* What drew it, which the caller frees; NULL at a fault, which may be that there is no typesetter. */
static struct book *write_pdf(const struct documents *documents, guint index, struct typesetter *typesetter,
                              GError **error)
{
    g_autofree char *name = file_name(documents->list, index, "pdf");
    g_autofree char *path = output_path(documents->output, name);
    struct book *book = typesetter == NULL ? NULL : book_new(documents->list->pdata[index], typesetter, error);
    if (book == NULL)
        g_prefix_error(error, "%s: ", path);
    if (book != NULL && book_write(book, path, error))
        return book;
    book_free(book);
    return NULL;
}

/* Opens the fonts while the documents are made, and frees what drew the last of them while what was drawn is put in
 * place. */
static void *write_pdfs(void *data)
{
    struct documents *documents = data;
    GError *fault = NULL;
    struct typesetter *typesetter = typesetter_new(&fault);
    wait_for(documents, &documents->is_given);
    const guint n = documents->list == NULL ? 0 : documents->list->len;
    struct book *book = NULL;
    for (guint i = 0; i < n && (i == 0 || book != NULL); i++) {
        book_free(book);
        book = write_pdf(documents, i, typesetter, &fault);
    }
    documents->error = fault;
    tell(documents, &documents->are_written);
    book_free(book);
    typesetter_free(typesetter);
    return NULL;
}

struct documents *documents_begin(struct output *output)
{
    struct documents *documents = g_new0(struct documents, 1);
    documents->output = output;
    pthread_mutex_init(&documents->lock, NULL);
    pthread_cond_init(&documents->changed, NULL);
    documents->is_running = thread_start(&documents->thread, write_pdfs, documents);
    return documents;
}

void documents_give(struct documents *documents, GPtrArray *list)
{
    documents->list = list;
    tell(documents, &documents->is_given);
    if (!documents->is_running)
        write_pdfs(documents);
}

bool documents_write_workbooks(struct documents *documents, GError **error)
{
    bool is_good = true;
    for (guint i = 0; is_good && i < documents->list->len; i++) {
        g_autofree char *name = file_name(documents->list, i, "xlsx");
        g_autofree char *path = output_path(documents->output, name);
        is_good = document_write_workbook(documents->list->pdata[i], path, error) &&
                  output_add(documents->output, name, error);
    }
    return is_good;
}

bool documents_end(struct documents *documents, GError **error)
{
    wait_for(documents, &documents->are_written);
    if (documents->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&documents->error));
        return false;
    }
    for (guint i = 0; i < documents->list->len; i++) {
        g_autofree char *name = file_name(documents->list, i, "pdf");
        if (!output_add(documents->output, name, error))
            return false;
    }
    return true;
}

void documents_free(struct documents *documents)
{
    if (documents == NULL)
        return;
    tell(documents, &documents->is_given);
    if (documents->is_running)
        pthread_join(documents->thread, NULL);
    g_clear_error(&documents->error);
    g_clear_pointer(&documents->list, g_ptr_array_unref);
    pthread_cond_destroy(&documents->changed);
    pthread_mutex_destroy(&documents->lock);
    g_free(documents);
}
