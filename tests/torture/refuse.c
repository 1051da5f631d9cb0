/* Preloaded into a program, makes one call of a library function fail that the program itself makes: SQLite, GLib's
 * files, libxlsxwriter, cairo, qpdf, threads, system calls. (fault.c makes the calls of all libraries
 * fail, at the kernel; it knows no fault that a library finds by itself.)
 *
 * A place is the chain of return addresses inside the program by which a function is called, so that it is the same in
 * every run, whichever thread comes first; REFUSE_DEPTH=N looks at the innermost N only. REFUSE_LOG=FILE appends a line
 * for each place met, "PLACE FUNCTION CALLS"; with REFUSE_AT=PLACE the first call there fails, with REFUSE_AT=PLACE:N
 * the Nth. */
#define _GNU_SOURCE
#include <cairo-ft.h>
#include <cairo.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <gio/gio.h>
#include <link.h>
#include <pthread.h>
#include <qpdf/qpdf-c.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define MOST_FRAMES 64
#define MOST_PLACES 65536

struct place {
    uint64_t key;
    const char *function;
    unsigned calls;
};

static struct {
    pthread_mutex_t lock;
    bool is_ready, is_logging;
    uint64_t wanted;
    unsigned wanted_call;
    int depth;
    uintptr_t begin, end; /* the program's own code */
    const char *log;
    struct place places[MOST_PLACES];
} refusal = {.lock = PTHREAD_MUTEX_INITIALIZER};
/* Within this library's own work, and where SQLite is to say what was refused. */
static __thread bool is_inside, is_sqlite_refused;

static int find_program(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    (void)data;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD && (info->dlpi_phdr[i].p_flags & PF_X) != 0) {
            refusal.begin = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            refusal.end = refusal.begin + info->dlpi_phdr[i].p_memsz;
        }
    return 1; /* the first is the program */
}

static bool is_ours(const void *address)
{
    return (uintptr_t)address >= refusal.begin && (uintptr_t)address < refusal.end;
}

__attribute__((constructor)) static void begin(void)
{
    void *frame;
    dl_iterate_phdr(find_program, NULL);
    backtrace(&frame, 1); /* loads the unwinder */
    refusal.log = getenv("REFUSE_LOG");
    const char *wanted = getenv("REFUSE_AT"), *depth = getenv("REFUSE_DEPTH");
    refusal.depth = depth == NULL ? MOST_FRAMES : atoi(depth);
    char *end = NULL;
    if (wanted != NULL) {
        refusal.wanted = strtoull(wanted, &end, 16);
        refusal.wanted_call = *end == ':' ? (unsigned)strtoul(end + 1, NULL, 10) : 1;
    }
    refusal.is_ready = refusal.log != NULL || wanted != NULL;
}

/* FNV-1a over the function's name and the program's return addresses. */
static uint64_t key_of(const char *function)
{
    void *frames[MOST_FRAMES];
    const int n = backtrace(frames, MOST_FRAMES);
    uint64_t key = 14695981039346656037u;
    int depth = 0;
    for (const char *at = function; *at != '\0'; at++)
        key = (key ^ (unsigned char)*at) * 1099511628211u;
    for (int i = 0; i < n && depth < refusal.depth; i++) {
        depth += is_ours(frames[i]);
        for (uintptr_t address = is_ours(frames[i]) ? (uintptr_t)frames[i] - refusal.begin + 1 : 0; address != 0;
             address >>= 8)
            key = (key ^ (address & 0xff)) * 1099511628211u;
    }
    return key == 0 ? 1 : key;
}

static struct place *find_place(uint64_t key)
{
    for (size_t i = key % MOST_PLACES;; i = (i + 1) % MOST_PLACES)
        if (refusal.places[i].key == key || refusal.places[i].key == 0)
            return &refusal.places[i];
}

static void stop(void)
{
    refusal.is_ready = false;
}

static void register_stop(void)
{
    atexit(stop);
}

/* What is linked into the program and works after main (gcov's counters) is none of its own. */
static void stop_at_exit(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, register_stop);
}

static bool is_refused(const char *function, const void *caller)
{
    if (!refusal.is_ready || is_inside || !is_ours(caller))
        return false;
    is_inside = true;
    stop_at_exit();
    const uint64_t key = key_of(function);
    pthread_mutex_lock(&refusal.lock);
    struct place *place = find_place(key);
    place->key = key;
    place->function = function;
    const bool is_wanted = ++place->calls == refusal.wanted_call && key == refusal.wanted;
    pthread_mutex_unlock(&refusal.lock);
    is_inside = false;
    return is_wanted;
}

__attribute__((destructor)) static void log_places(void)
{
    if (refusal.log == NULL)
        return;
    FILE *log = fopen(refusal.log, "a");
    for (size_t i = 0; i < MOST_PLACES && log != NULL; i++)
        if (refusal.places[i].key != 0)
            fprintf(log, "%016llx %s %u\n", (unsigned long long)refusal.places[i].key, refusal.places[i].function,
                    refusal.places[i].calls);
    if (log != NULL)
        fclose(log);
}

#define REAL(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))
#define CALLER __builtin_return_address(0)

/* A function that gives FAILURE when it is refused. */
#define REFUSE(type, name, parameters, arguments, failure)                                                             \
    type name parameters                                                                                               \
    {                                                                                                                  \
        if (is_refused(#name, CALLER))                                                                                 \
            return failure;                                                                                            \
        return REAL(name) arguments;                                                                                   \
    }

/* The same of SQLite, which tells its code and message when it is asked for them next. */
#define REFUSE_SQLITE(name, parameters, arguments)                                                                     \
    int name parameters                                                                                                \
    {                                                                                                                  \
        is_sqlite_refused = is_refused(#name, CALLER);                                                                 \
        return is_sqlite_refused ? SQLITE_IOERR : REAL(name) arguments;                                                \
    }

REFUSE_SQLITE(sqlite3_step, (sqlite3_stmt * statement), (statement))
REFUSE_SQLITE(sqlite3_prepare_v2,
              (sqlite3 * db, const char *sql, int length, sqlite3_stmt **statement, const char **tail),
              (db, sql, length, statement, tail))
REFUSE_SQLITE(sqlite3_exec,
              (sqlite3 * db, const char *sql, int (*each)(void *, int, char **, char **), void *data, char **message),
              (db, sql, each, data, message))
REFUSE_SQLITE(sqlite3_deserialize,
              (sqlite3 * db, const char *name, unsigned char *bytes, sqlite3_int64 length, sqlite3_int64 space,
               unsigned flags),
              (db, name, bytes, length, space, flags))
REFUSE_SQLITE(sqlite3_create_function_v2,
              (sqlite3 * db, const char *name, int n, int flags, void *data,
               void (*call)(sqlite3_context *, int, sqlite3_value **),
               void (*step)(sqlite3_context *, int, sqlite3_value **), void (*end)(sqlite3_context *),
               void (*forget)(void *)),
              (db, name, n, flags, data, call, step, end, forget))
REFUSE_SQLITE(sqlite3_file_control, (sqlite3 * db, const char *name, int operation, void *data),
              (db, name, operation, data))
REFUSE(unsigned char *, sqlite3_serialize, (sqlite3 * db, const char *name, sqlite3_int64 *length, unsigned flags),
       (db, name, length, flags), NULL)

int sqlite3_open_v2(const char *path, sqlite3 **db, int flags, const char *system)
{
    is_sqlite_refused = is_refused("sqlite3_open_v2", CALLER);
    const int code = REAL(sqlite3_open_v2)(path, db, flags, system);
    return is_sqlite_refused ? SQLITE_CANTOPEN : code;
}

int sqlite3_errcode(sqlite3 *db)
{
    return is_sqlite_refused ? SQLITE_IOERR : REAL(sqlite3_errcode)(db);
}

const char *sqlite3_errmsg(sqlite3 *db)
{
    return is_sqlite_refused ? "disk I/O error" : REAL(sqlite3_errmsg)(db);
}

static int failing(int number)
{
    errno = number;
    return -1;
}

REFUSE(ssize_t, read, (int file, void *bytes, size_t length), (file, bytes, length), failing(EIO))
REFUSE(ssize_t, pread, (int file, void *bytes, size_t length, off_t at), (file, bytes, length, at), failing(EIO))
REFUSE(ssize_t, write, (int file, const void *bytes, size_t length), (file, bytes, length), failing(ENOSPC))
REFUSE(int, close, (int file), (file), failing(EIO))
REFUSE(int, fsync, (int file), (file), failing(EIO))
REFUSE(int, fstat, (int file, struct stat *status), (file, status), failing(EIO))
REFUSE(int, stat, (const char *restrict path, struct stat *restrict status), (path, status), failing(EACCES))
REFUSE(int, lstat, (const char *restrict path, struct stat *restrict status), (path, status), failing(EACCES))
REFUSE(int, access, (const char *path, int mode), (path, mode), failing(EACCES))
REFUSE(int, mkdir, (const char *path, mode_t mode), (path, mode), failing(ENOSPC))
REFUSE(int, rmdir, (const char *path), (path), failing(EPERM))
REFUSE(int, unlink, (const char *path), (path), failing(EPERM))
REFUSE(int, rename, (const char *from, const char *to), (from, to), failing(ENOSPC))
REFUSE(int, symlink, (const char *from, const char *to), (from, to), failing(ENOSPC))
REFUSE(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags), (a, from, b, to, flags),
       failing(EIO))
REFUSE(int, flock, (int file, int operation), (file, operation), failing(ENOLCK))
REFUSE(char *, realpath, (const char *restrict path, char *restrict whole), (path, whole), (failing(EACCES), NULL))
REFUSE(int, setrlimit, (__rlimit_resource_t what, const struct rlimit *limit), (what, limit), failing(EPERM))
/* A stream remembers that it failed: glibc's own flag. */
static int fail_stream(FILE *file)
{
    errno = ENOSPC;
    file->_flags |= 0x20;
    return EOF;
}

REFUSE(size_t, fwrite, (const void *restrict bytes, size_t size, size_t n, FILE *restrict file), (bytes, size, n, file),
       (fail_stream(file), 0))
REFUSE(int, fputc, (int character, FILE *file), (character, file), fail_stream(file))
REFUSE(int, fputs, (const char *restrict text, FILE *restrict file), (text, file), fail_stream(file))
REFUSE(int, fflush, (FILE * file), (file), fail_stream(file))
REFUSE(int, ferror, (FILE * file), (file), 1)
REFUSE(FILE *, fopencookie, (void *restrict cookie, const char *restrict mode, cookie_io_functions_t functions),
       (cookie, mode, functions), (errno = ENOMEM, NULL))
REFUSE(int, pthread_create,
       (pthread_t *restrict thread, const pthread_attr_t *restrict attributes, void *(*work)(void *),
        void *restrict data),
       (thread, attributes, work, data), EAGAIN)

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return is_refused("open", CALLER) ? failing(EACCES) : REAL(open)(path, flags, mode);
}

REFUSE(GDir *, g_dir_open, (const gchar *path, guint flags, GError **error), (path, flags, error),
       (failing(EACCES), g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_ACCES, "refused"), NULL))
REFUSE(const gchar *, g_dir_read_name, (GDir * folder), (folder), (failing(EIO), NULL))
REFUSE(int, g_mkdir_with_parents, (const gchar *path, int mode), (path, mode), failing(ENOSPC))
REFUSE(gboolean, g_file_get_contents, (const gchar *path, gchar **text, gsize *length, GError **error),
       (path, text, length, error), (g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_IO, "refused"), FALSE))
REFUSE(gboolean, g_file_set_contents, (const gchar *path, const gchar *text, gssize length, GError **error),
       (path, text, length, error), (g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "refused"), FALSE))
REFUSE(gboolean, g_file_set_contents_full,
       (const gchar *path, const gchar *text, gssize length, GFileSetContentsFlags flags, int mode, GError **error),
       (path, text, length, flags, mode, error),
       (g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "refused"), FALSE))
REFUSE(gchar *, g_file_read_link, (const gchar *path, GError **error), (path, error),
       (g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_IO, "refused"), NULL))

REFUSE(lxw_error, workbook_close, (lxw_workbook * book), (book),
       (REAL(workbook_close)(book), LXW_ERROR_CREATING_XLSX_FILE))

REFUSE(cairo_status_t, cairo_status, (cairo_t * cairo), (cairo), CAIRO_STATUS_NO_MEMORY)
REFUSE(cairo_status_t, cairo_surface_status, (cairo_surface_t * surface), (surface), CAIRO_STATUS_WRITE_ERROR)
REFUSE(cairo_status_t, cairo_scaled_font_status, (cairo_scaled_font_t * font), (font), CAIRO_STATUS_NO_MEMORY)
REFUSE(cairo_status_t, cairo_surface_write_to_png_stream,
       (cairo_surface_t * surface, cairo_write_func_t take, void *data), (surface, take, data),
       CAIRO_STATUS_WRITE_ERROR)
REFUSE(FcBool, FcConfigAppFontAddFile, (FcConfig * fonts, const FcChar8 *path), (fonts, path), FcFalse)

REFUSE(QPDF_ERROR_CODE, qpdf_read_memory,
       (qpdf_data pdf, const char *what, const char *bytes, unsigned long long length, const char *password),
       (pdf, what, bytes, length, password), QPDF_ERRORS)
REFUSE(QPDF_ERROR_CODE, qpdf_write, (qpdf_data pdf), (pdf), QPDF_ERRORS)
REFUSE(QPDF_ERROR_CODE, qpdf_init_write_memory, (qpdf_data pdf), (pdf), QPDF_ERRORS)
REFUSE(QPDF_ERROR_CODE, qpdf_oh_get_page_content_data,
       (qpdf_data pdf, qpdf_oh page, unsigned char **bytes, size_t *length), (pdf, page, bytes, length), QPDF_ERRORS)
REFUSE(QPDF_BOOL, qpdf_has_error, (qpdf_data pdf), (pdf), QPDF_TRUE)
