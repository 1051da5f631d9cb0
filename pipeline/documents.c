#include "pipeline/documents.h"

#include "pipeline/lib/thread.h"
#include "reports/render/pdf.h"

struct documents {
    struct output *output;
    pthread_t thread;
    bool is_running;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t changed;
    GPtrArray *list;               /* struct document *; NULL: there is none yet */
    GPtrArray *books;              /* struct book *, one a document; the thread's own once they are laid out */
    struct typesetter *typesetter; /* by which the caller lays pages */
    bool is_given, are_laid, are_written;
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

static void lay_pages(const struct documents *documents, struct typesetter *typesetter)
{
    for (guint i = 0; typesetter != NULL && documents->books != NULL && i < documents->books->len; i++)
        book_lay_pages(documents->books->pdata[i], typesetter);
}

/* A fault may be that there is no typesetter. */
static bool write_pdf(const struct documents *documents, guint index, struct typesetter *typesetter, GError **error)
{
    struct book *book = documents->books->pdata[index];
    g_autofree char *name = file_name(documents->list, index, "pdf");
    g_autofree char *path = output_path(documents->output, name);
    if (typesetter != NULL && book_draw(book, typesetter, error))
        return book_write(book, path, error);
    g_prefix_error(error, "%s: ", path);
    return false;
}

/* Frees what drew a document behind the back of whoever waits for the last. */
static void write_all(struct documents *documents, struct typesetter *typesetter, GError **error)
{
    const guint n = documents->books == NULL ? 0 : documents->books->len;
    bool is_good = true;
    for (guint i = 0; is_good && i < n; i++) {
        is_good = write_pdf(documents, i, typesetter, error);
        if (i + 1 < n)
            book_free(g_steal_pointer(&documents->books->pdata[i]));
    }
}

/* Opens the fonts while the documents are made, and frees what drew the last of them while what was drawn is put in
 * place. */
static void *write_pdfs(void *data)
{
    struct documents *documents = data;
    GError *fault = NULL;
    struct typesetter *typesetter = typesetter_new(&fault);
    wait_for(documents, &documents->is_given);
    lay_pages(documents, typesetter);
    wait_for(documents, &documents->are_laid);
    write_all(documents, typesetter, &fault);
    documents->error = fault;
    tell(documents, &documents->are_written);
    g_clear_pointer(&documents->books, g_ptr_array_unref);
    typesetter_free(typesetter);
    typesetter_free(documents->typesetter);
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

static void free_book(void *book)
{
    book_free(book);
}

static GPtrArray *list_books(const GPtrArray *list)
{
    GPtrArray *books = g_ptr_array_new_with_free_func(free_book);
    for (guint i = 0; i < list->len; i++)
        g_ptr_array_add(books, book_new(list->pdata[i]));
    return books;
}

/* Without a typesetter of its own the caller leaves the pages to the thread, which tells what is wrong. */
void documents_give(struct documents *documents, GPtrArray *list)
{
    documents->list = list;
    documents->books = list_books(list);
    tell(documents, &documents->is_given);
    if (documents->is_running) {
        documents->typesetter = typesetter_new(NULL);
        lay_pages(documents, documents->typesetter);
    }
    tell(documents, &documents->are_laid);
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
    tell(documents, &documents->are_laid);
    if (documents->is_running)
        pthread_join(documents->thread, NULL);
    g_clear_error(&documents->error);
    g_clear_pointer(&documents->list, g_ptr_array_unref);
    pthread_cond_destroy(&documents->changed);
    pthread_mutex_destroy(&documents->lock);
    g_free(documents);
}
