/* Feeds a target without libFuzzer: replay CORPUS_FOLDER MUTATIONS. First every file of the corpus, then that many
 * inputs made of them by a few changes each, the same on every machine. Prints TAP. A failing mutation is left in the
 * file named by SCORECARD_FUZZ_KEEP, when it is set. */
#include "tests/fuzz/fuzz.h"

#include "pipeline/lib/files.h"

#include <stdio.h>

#define MOST_BYTES 4096
#define MOST_CHANGES 6

static GByteArray *read_input(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *bytes = NULL;
    gsize length = 0;
    GError *error = NULL;
    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    return g_byte_array_new_take((guint8 *)bytes, length);
}

static GPtrArray *read_corpus(const char *folder)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) names = folder_list(folder, &error);
    g_assert_no_error(error);
    GPtrArray *corpus = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(corpus, read_input(folder, names->pdata[i]));
    return corpus;
}

static guint pick(GRand *random, guint n)
{
    return (guint)g_rand_int_range(random, 0, (gint32)MAX(n, 1));
}

static void insert_bytes(GByteArray *input, guint at, const guint8 *bytes, guint n)
{
    g_autofree guint8 *rest = g_memdup2(input->data + at, input->len - at);
    const guint n_rest = input->len - at;
    g_byte_array_set_size(input, at);
    g_byte_array_append(input, bytes, n);
    g_byte_array_append(input, rest, n_rest);
}

static void change_byte(GByteArray *input, GRand *random, const GByteArray *other)
{
    (void)other;
    if (input->len > 0)
        input->data[pick(random, input->len)] = (guint8)pick(random, 256);
}

static void remove_bytes(GByteArray *input, GRand *random, const GByteArray *other)
{
    (void)other;
    const guint at = pick(random, input->len);
    if (input->len > 0)
        g_byte_array_remove_range(input, at, 1 + pick(random, MIN(input->len - at, 16)));
}

/* What such files are made of. */
static void insert_mark(GByteArray *input, GRand *random, const GByteArray *other)
{
    static const char marks[] = "\"\",;\t\r\n\n'{}[]:.-+0129 ";
    const guint8 byte = (guint8)marks[pick(random, sizeof marks)];
    (void)other;
    insert_bytes(input, pick(random, input->len + 1), &byte, 1);
}

static void insert_stretch(GByteArray *input, GRand *random, const GByteArray *other)
{
    const guint from = pick(random, other->len), n = pick(random, MIN(other->len - from + 1, 64));
    g_autofree guint8 *stretch = g_memdup2(other->data + from, n);
    insert_bytes(input, pick(random, input->len + 1), stretch, n);
}

/* The text `a` of one value into another's place keeps more of a file legal than bytes at random do. */
static void end_early(GByteArray *input, GRand *random, const GByteArray *other)
{
    (void)other;
    g_byte_array_set_size(input, pick(random, input->len + 1));
}

static GByteArray *mutate(const GPtrArray *corpus, GRand *random)
{
    static void (*const changes[])(GByteArray *, GRand *, const GByteArray *) = {
        change_byte, change_byte, remove_bytes, insert_mark, insert_mark, insert_stretch, end_early};
    const GByteArray *first = corpus->pdata[pick(random, corpus->len)];
    GByteArray *input = g_byte_array_new();
    g_byte_array_append(input, first->data, first->len);
    for (guint n = 1 + pick(random, MOST_CHANGES); n > 0; n--)
        changes[pick(random, G_N_ELEMENTS(changes))](input, random, corpus->pdata[pick(random, corpus->len)]);
    if (input->len > MOST_BYTES)
        g_byte_array_set_size(input, MOST_BYTES);
    return input;
}

static void feed(const GByteArray *input, const char *keep)
{
    if (keep != NULL)
        g_file_set_contents_full(keep, (const char *)input->data, (gssize)input->len, G_FILE_SET_CONTENTS_NONE, 0600,
                                 NULL);
    LLVMFuzzerTestOneInput(input->data, input->len);
}

int main(int argc, char **argv)
{
    g_assert_cmpint(argc, ==, 3);
    const char *keep = g_getenv("SCORECARD_FUZZ_KEEP");
    const guint64 n_mutations = g_ascii_strtoull(argv[2], NULL, 10);
    g_autoptr(GPtrArray) corpus = read_corpus(argv[1]);
    for (guint i = 0; i < corpus->len; i++)
        feed(corpus->pdata[i], keep);
    printf("%sok - the corpus of %u files\n", corpus->len == 0 ? "not " : "", corpus->len);
    fflush(stdout);
    GRand *random = g_rand_new_with_seed(20210121);
    for (guint64 i = 0; i < n_mutations; i++) {
        GByteArray *input = mutate(corpus, random);
        feed(input, keep);
        g_byte_array_unref(input);
    }
    g_rand_free(random);
    printf("ok - %" G_GUINT64_FORMAT " changed inputs\n", n_mutations);
    return 0;
}
