#include "pipeline/sample_files.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/folder_lock.h"
#include "pipeline/lib/hash.h"
#include "pipeline/lib/json.h"
#include "pipeline/lib/swap.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORKBOOK, DESCRIPTION, N_FILES };
static const char *const suffixes[N_FILES] = {[WORKBOOK] = "xlsx", [DESCRIPTION] = "json"};

struct sample_files {
    char *folder;
    int lock;                              /* open on the folder while it is ours; -1 */
    char *paths[N_FILES], *fresh[N_FILES]; /* where they go; where they wait, then where those wait that lay there */
    bool has_replaced[N_FILES];
    guint n_placed;
    bool is_made; /* the folder */
    char *json;
};

static bool fail(const char *path, const char *why, GError **error)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", path, why);
    return false;
}

static bool make_folder(struct sample_files *files, GError **error)
{
    const enum path_kind kind = path_look(files->folder, error);
    if (kind == PATH_FAULT || kind == PATH_FOLDER)
        return kind == PATH_FOLDER;
    if (kind != PATH_ABSENT)
        return fail(files->folder, "this is a file, not a folder", error);
    files->is_made = g_mkdir_with_parents(files->folder, 0700) == 0;
    return files->is_made || fail(files->folder, g_strerror(errno), error);
}

static bool is_same(int folder, const char *path)
{
    struct stat locked, now;
    return fstat(folder, &locked) == 0 && stat(path, &now) == 0 && locked.st_ino == now.st_ino &&
           locked.st_dev == now.st_dev;
}

/* A run takes along what it finds in OUT and exchanges the folder: what came in between would be lost. */
static bool lock_folder(struct sample_files *files, GError **error)
{
    g_autofree char *real = realpath(files->folder, NULL);
    const int lock = real == NULL ? -1 : folder_lock_in_time(real);
    if (lock < 0)
        return fail(files->folder, errno == EWOULDBLOCK ? "another run is writing here" : g_strerror(errno), error);
    if (!is_same(lock, files->folder)) {
        close(lock);
        return fail(files->folder, "another run has written here just now; draw again", error);
    }
    files->lock = lock;
    return true;
}

/* A text that the description in place has, NULL when there is none. The caller frees. */
static char *described(const char *path, const char *member)
{
    const char *text = NULL;
    struct json_file *file = g_file_test(path, G_FILE_TEST_EXISTS) ? json_file_load(path, NULL) : NULL;
    if (file == NULL)
        return NULL;
    const bool has = JSON_NODE_HOLDS_OBJECT(json_file_root(file)) &&
                     json_get_string(file, json_file_root(file), member, true, &text, NULL);
    char *copy = has ? g_strdup(text) : NULL;
    json_file_free(file);
    return copy;
}

/* An auditor may have printed or sent out what lies there: another draw never takes its place unasked. */
static bool check_draw(const struct sample_files *files, const char *reference, GError **error)
{
    const char *path = files->paths[DESCRIPTION];
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    g_autofree char *held = described(path, "sample");
    g_autofree char *why =
        g_strdup_printf("%s %s, and this is %s: move its files away, or name another folder with --out",
                        held == NULL ? "this is no description of" : "this describes sample",
                        held == NULL ? "a sample" : held, reference);
    return g_strcmp0(held, reference) == 0 || fail(path, why, error);
}

static bool check_workbook(const struct sample_files *files, const char *fresh_hash, GError **error)
{
    const char *path = files->paths[WORKBOOK];
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    g_autofree char *written = described(files->paths[DESCRIPTION], "workbook_sha256"), *now = hash_file(path, error);
    if (now == NULL)
        return false;
    return g_str_equal(now, fresh_hash) || g_strcmp0(now, written) == 0 ||
           fail(path, "this workbook was changed since it was written: move it away, or name another folder with --out",
                error);
}

/* What a killed draw left; a link there is not followed. */
static bool clear_fresh(const struct sample_files *files, GError **error)
{
    for (guint i = 0; i < N_FILES; i++)
        if (g_unlink(files->fresh[i]) != 0 && errno != ENOENT)
            return fail(files->fresh[i], g_strerror(errno), error);
    return true;
}

static bool write_workbook(const struct sample_files *files, const struct audit_book *book, char **hash, GError **error)
{
    const char *path = files->fresh[WORKBOOK];
    if (!audit_book_write(book, path, error))
        return false;
    *hash = hash_file(path, error);
    return *hash != NULL && swap_sync(path, error);
}

static bool write_both(struct sample_files *files, const struct audit_book *book, GError **error)
{
    g_autofree char *hash = NULL;
    if (!make_folder(files, error) || !lock_folder(files, error) || !clear_fresh(files, error) ||
        !check_draw(files, book->dip->reference, error) || !write_workbook(files, book, &hash, error) ||
        !check_workbook(files, hash, error))
        return false;
    files->json = sample_json(book->dip, hash);
    /* Not by way of a file of a third name, which a kill would leave for good. */
    return g_file_set_contents_full(files->fresh[DESCRIPTION], files->json, -1, G_FILE_SET_CONTENTS_NONE, 0600,
                                    error) &&
           swap_sync(files->fresh[DESCRIPTION], error);
}

struct sample_files *sample_files_write(const char *out, const struct audit_book *book, GError **error)
{
    struct sample_files *files = g_new0(struct sample_files, 1);
    files->folder = g_strdup(out);
    files->lock = -1;
    for (guint i = 0; i < N_FILES; i++) {
        g_autofree char *name = g_strdup_printf("sample-%s.%s", book->dip->request.measure->id, suffixes[i]);
        g_autofree char *hidden = g_strdup_printf(".%s.scorecard-new", name);
        files->paths[i] = g_build_filename(out, name, NULL);
        files->fresh[i] = g_build_filename(out, hidden, NULL);
    }
    if (write_both(files, book, error))
        return files;
    sample_files_free(files);
    return NULL;
}

static bool place_one(struct sample_files *files, guint i, GError **error)
{
    struct stat status;
    files->has_replaced[i] = lstat(files->paths[i], &status) == 0;
    if (!swap_exchange(files->fresh[i], files->paths[i], error))
        return false;
    files->n_placed = i + 1;
    return true;
}

bool sample_files_place(struct sample_files *files, GError **error)
{
    bool is_placed = true;
    for (guint i = 0; is_placed && i < N_FILES; i++)
        is_placed = place_one(files, i, error);
    if (is_placed && swap_sync(files->folder, error))
        return true;
    sample_files_undo(files);
    return false;
}

void sample_files_undo(struct sample_files *files)
{
    for (; files->n_placed > 0; files->n_placed--) {
        const guint i = files->n_placed - 1;
        if (files->has_replaced[i])
            swap_exchange(files->fresh[i], files->paths[i], NULL);
        else
            g_unlink(files->paths[i]);
    }
}

void sample_files_print(const struct sample_files *files, bool is_json)
{
    if (is_json)
        fputs(files->json, stdout);
    for (guint i = 0; i < N_FILES && !is_json; i++)
        puts(files->paths[i]);
}

void sample_files_free(struct sample_files *files)
{
    if (files == NULL)
        return;
    for (guint i = 0; i < N_FILES; i++) {
        if (files->lock >= 0)
            g_unlink(files->fresh[i]);
        g_free(files->fresh[i]);
        g_free(files->paths[i]);
    }
    if (files->is_made && files->n_placed == 0)
        g_rmdir(files->folder);
    if (files->lock >= 0)
        close(files->lock);
    g_free(files->folder);
    g_free(files->json);
    g_free(files);
}
