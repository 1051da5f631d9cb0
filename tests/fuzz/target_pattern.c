/* A pattern, a line feed, a text: what is matched by hand and what is matched by GRegex must be the same. In brackets
 * no pattern is matched by hand. */
#include "tests/fuzz/fuzz.h"

#include "stages/schema/pattern.h"

static struct pattern *pattern_of(const char *text)
{
    g_autofree char *message = NULL;
    struct pattern *pattern = pattern_new(text, &message);
    g_assert_true((pattern == NULL) == (message != NULL));
    return pattern;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_text(data, size);
    char *end = strchr(text, '\n');
    const char *subject = end == NULL ? "" : end + 1;
    if (end != NULL)
        *end = '\0';
    struct pattern *plain = pattern_of(text);
    if (plain == NULL)
        return 0;
    g_autofree char *bracketed = g_strdup_printf("(?:%s)", text);
    struct pattern *other = pattern_of(bracketed);
    if (other != NULL)
        g_assert_cmpint(pattern_matches(plain, subject, strlen(subject)), ==,
                        pattern_matches(other, subject, strlen(subject)));
    pattern_free(other);
    pattern_free(plain);
    return 0;
}
