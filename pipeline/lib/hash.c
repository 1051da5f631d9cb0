/* GLib's GChecksum does some 0.3 GB/s; gnutls uses the processor's SHA instructions, and a load hashes every byte it
 * reads. */
#include "pipeline/lib/hash.h"

#include "pipeline/lib/error.h"

#include <errno.h>
#include <fcntl.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <stdbool.h>
#include <unistd.h>

#define HASH_SIZE 32
#define HASH_BLOCK (64 * 1024) /* what malloc gives without asking the kernel for pages */

struct hash {
    gnutls_hash_hd_t handle;
};

static void write_hex(const unsigned char digest[HASH_SIZE], char text[static HASH_TEXT_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < HASH_SIZE; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    text[2 * HASH_SIZE] = '\0';
}

struct hash *hash_new(void)
{
    struct hash *hash = g_new0(struct hash, 1);
    const int code = gnutls_hash_init(&hash->handle, GNUTLS_DIG_SHA256);
    g_assert(code == 0);
    return hash;
}

void hash_update(struct hash *hash, const void *bytes, size_t length)
{
    const int code = gnutls_hash(hash->handle, bytes, length);
    g_assert(code == 0);
}

void hash_finish(struct hash *hash, char text[static HASH_TEXT_SIZE])
{
    unsigned char digest[HASH_SIZE];
    gnutls_hash_deinit(hash->handle, digest);
    write_hex(digest, text);
    g_free(hash);
}

void hash_bytes(const void *bytes, size_t length, char text[static HASH_TEXT_SIZE])
{
    struct hash *hash = hash_new();
    hash_update(hash, bytes, length);
    hash_finish(hash, text);
}

/* Hashes to the end of the file; false with errno set. */
static bool update_from(struct hash *hash, int descriptor)
{
    g_autofree char *block = g_malloc(HASH_BLOCK);
    for (;;) {
        const ssize_t n = read(descriptor, block, HASH_BLOCK);
        if (n == 0)
            return true;
        if (n > 0)
            hash_update(hash, block, (size_t)n);
        else if (errno != EINTR)
            return false;
    }
}

static char *fail_read(const char *path, int cause, GError **error)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "cannot read %s: %s", path, g_strerror(cause));
    return NULL;
}

char *hash_file(const char *path, GError **error)
{
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail_read(path, errno, error);
    struct hash *hash = hash_new();
    const bool is_read = update_from(hash, descriptor);
    const int cause = errno;
    close(descriptor);
    char text[HASH_TEXT_SIZE];
    hash_finish(hash, text);
    return is_read ? g_strdup(text) : fail_read(path, cause, error);
}
