#include "pipeline/lib/source.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
    char *name;
    int descriptor; /* -1: the bytes are in memory */
    const char *bytes;
    struct stat status; /* at opening; only the size for bytes in memory */
    uint64_t position;
    struct hash *hash; /* NULL once it is finished */
    char sha256[HASH_TEXT_SIZE];
};

static void *fail(const char *name, const char *cause, GError **error)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "cannot read %s: %s", name, cause);
    return NULL;
}

struct source *source_open(const char *path, GError **error)
{
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a named pipe must not block */
    if (descriptor < 0)
        return fail(path, g_strerror(errno), error);
    struct source *source = g_new0(struct source, 1);
    source->name = g_strdup(path);
    source->descriptor = descriptor;
    source->hash = hash_new();
    if (fstat(descriptor, &source->status) == 0 && S_ISREG(source->status.st_mode))
        return source;
    const bool is_folder = S_ISDIR(source->status.st_mode);
    source_close(source);
    return fail(path, is_folder ? "it is a folder: name its files, as FOLDER/*.csv" : "it is not a file", error);
}

struct source *source_of_bytes(const char *name, const void *bytes, size_t length)
{
    struct source *source = g_new0(struct source, 1);
    source->name = g_strdup(name);
    source->descriptor = -1;
    source->bytes = bytes;
    source->status.st_size = (off_t)length;
    source->hash = hash_new();
    return source;
}

void source_close(struct source *source)
{
    if (source == NULL)
        return;
    if (source->hash != NULL)
        hash_finish(source->hash, source->sha256);
    if (source->descriptor >= 0)
        close(source->descriptor);
    g_free(source->name);
    g_free(source);
}

static gssize peek_memory(const struct source *source, uint64_t offset, void *buffer, size_t size)
{
    const uint64_t left = source_size(source) - MIN(offset, source_size(source));
    const size_t n = (size_t)MIN(left, size);
    if (n > 0)
        memcpy(buffer, source->bytes + offset, n);
    return (gssize)n;
}

gssize source_peek(struct source *source, uint64_t offset, void *buffer, size_t size, GError **error)
{
    if (source->descriptor < 0)
        return peek_memory(source, offset, buffer, size);
    for (;;) {
        const ssize_t n = pread(source->descriptor, buffer, size, (off_t)offset);
        if (n >= 0)
            return n;
        if (errno != EINTR) {
            fail(source->name, g_strerror(errno), error);
            return -1;
        }
    }
}

/* Whoever cuts a file short gives it another size, which only a load looks for at its end (source_has_changed). */
static bool ends_early(const struct source *source)
{
    return source->descriptor >= 0 && source->position < source_size(source);
}

gssize source_read(struct source *source, void *buffer, size_t size, GError **error)
{
    const gssize n = source_peek(source, source->position, buffer, size, error);
    if (n == 0 && size > 0 && ends_early(source)) {
        fail(source->name, "it was cut short while it was read", error);
        return -1;
    }
    if (n > 0) {
        source->position += (uint64_t)n;
        if (source->hash != NULL)
            hash_update(source->hash, buffer, (size_t)n);
    }
    return n;
}

uint64_t source_position(const struct source *source)
{
    return source->position;
}

uint64_t source_size(const struct source *source)
{
    return (uint64_t)source->status.st_size;
}

static bool is_same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool source_has_changed(const struct source *source)
{
    if (source->descriptor < 0)
        return false;
    struct stat now;
    if (stat(source->name, &now) != 0)
        return true;
    const struct stat *then = &source->status;
    return now.st_dev != then->st_dev || now.st_ino != then->st_ino || now.st_size != then->st_size ||
           !is_same_time(now.st_mtim, then->st_mtim) || !is_same_time(now.st_ctim, then->st_ctim);
}

static bool read_rest(struct source *source, GError **error)
{
    char buffer[16384];
    gssize n;
    do
        n = source_read(source, buffer, sizeof buffer, error);
    while (n > 0);
    return n == 0;
}

const char *source_sha256(struct source *source, GError **error)
{
    if (source->hash == NULL)
        return source->sha256;
    if (!read_rest(source, error))
        return NULL;
    hash_finish(g_steal_pointer(&source->hash), source->sha256);
    return source->sha256;
}
