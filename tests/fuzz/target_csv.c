/* Any bytes as an extract (fuzz_load.h), and its records as a reader of the test's own reads them. The first byte
 * chooses encoding and extract, the rest is the file. */
#include "tests/fuzz/fuzz_load.h"
#include "tests/fuzz/plain_csv.h"

static const char *const files[] = {"things.csv", "events.csv", "months.csv", "codes.csv"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return -1;
    const char *name = files[*data % 4], *encoding = fuzz_encodings[*data / 4 % 4];
    data++;
    size--;
    fuzz_load_twice(name, encoding, data, size, NULL);
    const bool has_mark = size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0;
    if (!has_mark && !fuzz_is_utf16(data, size, NULL) && memchr(data, 0, size) == NULL &&
        g_utf8_validate((const char *)data, (gssize)size, NULL)) {
        plain_check((const char *)data, size, ',', '"');
        plain_check((const char *)data, size, '\t', '\'');
    }
    return 0;
}
