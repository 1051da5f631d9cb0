#include "pipeline/lib/decode_private.h"

#include <string.h>

static const char *const encoding_names[] = {
    [CSV_ENCODING_DETECT] = "not known yet",
    [CSV_ENCODING_UTF8] = "UTF-8",
    [CSV_ENCODING_UTF8_BOM] = "UTF-8 with byte order mark",
    [CSV_ENCODING_UTF16] = "UTF-16",
    [CSV_ENCODING_UTF16LE] = "UTF-16 little-endian",
    [CSV_ENCODING_UTF16BE] = "UTF-16 big-endian",
    [CSV_ENCODING_WINDOWS_1252] = "Windows-1252",
};

const char *csv_encoding_name(enum csv_encoding encoding)
{
    g_assert((size_t)encoding < G_N_ELEMENTS(encoding_names));
    return encoding_names[encoding];
}

/* Lower case, without dashes, underscores and spaces. Latin-1 is read as Windows-1252, as browsers do. */
static const struct {
    const char *name;
    enum csv_encoding encoding;
} known_names[] = {
    {"utf8", CSV_ENCODING_UTF8},
    {"utf8sig", CSV_ENCODING_UTF8},
    {"utf8bom", CSV_ENCODING_UTF8},
    {"ascii", CSV_ENCODING_UTF8},
    {"usascii", CSV_ENCODING_UTF8},
    {"utf16", CSV_ENCODING_UTF16},
    {"utf16le", CSV_ENCODING_UTF16LE},
    {"utf16be", CSV_ENCODING_UTF16BE},
    {"windows1252", CSV_ENCODING_WINDOWS_1252},
    {"cp1252", CSV_ENCODING_WINDOWS_1252},
    {"ansi", CSV_ENCODING_WINDOWS_1252},
    {"latin1", CSV_ENCODING_WINDOWS_1252},
    {"iso88591", CSV_ENCODING_WINDOWS_1252},
};

bool csv_encoding_parse(const char *name, enum csv_encoding *encoding)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    for (; *name != '\0'; name++)
        if (strchr("-_ ", *name) == NULL)
            g_string_append_c(folded, g_ascii_tolower(*name));
    for (size_t i = 0; i < G_N_ELEMENTS(known_names); i++)
        if (g_str_equal(folded->str, known_names[i].name)) {
            *encoding = known_names[i].encoding;
            return true;
        }
    return false;
}

/* A byte order mark, the encoding it stands for, and the names it may come under. */
struct mark {
    const char *bytes;
    size_t length;
    enum csv_encoding encoding;
    enum csv_encoding names[3];
};

static const struct mark marks[] = {
    {"\xEF\xBB\xBF", 3, CSV_ENCODING_UTF8_BOM, {CSV_ENCODING_DETECT, CSV_ENCODING_UTF8, CSV_ENCODING_UTF8_BOM}},
    {"\xFF\xFE", 2, CSV_ENCODING_UTF16LE, {CSV_ENCODING_DETECT, CSV_ENCODING_UTF16, CSV_ENCODING_UTF16LE}},
    {"\xFE\xFF", 2, CSV_ENCODING_UTF16BE, {CSV_ENCODING_DETECT, CSV_ENCODING_UTF16, CSV_ENCODING_UTF16BE}},
};

static bool may_be_named(const struct mark *mark, enum csv_encoding wanted)
{
    return mark->names[0] == wanted || mark->names[1] == wanted || mark->names[2] == wanted;
}

static const struct mark *find_mark(const char *head, size_t length, enum csv_encoding wanted)
{
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i].length <= length && memcmp(marks[i].bytes, head, marks[i].length) == 0 &&
            may_be_named(&marks[i], wanted))
            return &marks[i];
    return NULL;
}

/* Looks at all the rest: the first bad byte may stand in the last row. */
static bool is_all_utf8(struct decoder *decoder, uint64_t offset, bool *is_valid, GError **error)
{
    bool is_cut = false;
    for (;;) {
        const gssize n = source_peek(decoder->source, offset, decoder->input, DECODER_INPUT, error);
        if (n < 0)
            return false;
        const size_t valid = decoder_utf8_run(decoder->input, (size_t)n, &is_cut);
        *is_valid = valid == (size_t)n;
        /* A read that only cuts a character is done again from there. */
        if (*is_valid ? n == 0 : !is_cut || valid == 0)
            return true;
        offset += valid;
    }
}

void decoder_set_encoding(struct decoder *decoder, enum csv_encoding encoding)
{
    decoder->encoding = encoding;
    decoder->is_utf8 =
        encoding == CSV_ENCODING_UTF8 || encoding == CSV_ENCODING_UTF8_BOM || encoding == CSV_ENCODING_DETECT;
    decoder->convert = decoder_converter(encoding);
}

bool decoder_settle(struct decoder *decoder, uint64_t offset, GError **error)
{
    g_assert(decoder->begin == decoder->end);
    bool is_valid = false;
    if (!is_all_utf8(decoder, offset, &is_valid, error))
        return false;
    decoder->is_assumed = !is_valid;
    decoder_set_encoding(decoder, is_valid ? CSV_ENCODING_UTF8 : CSV_ENCODING_WINDOWS_1252);
    return true;
}

/* Without a mark the name holds, as far as it says which bytes come first. */
static enum csv_encoding unmarked(enum csv_encoding wanted)
{
    if (wanted == CSV_ENCODING_UTF16)
        return CSV_ENCODING_UTF16LE;
    return wanted == CSV_ENCODING_UTF8_BOM ? CSV_ENCODING_UTF8 : wanted;
}

bool decoder_detect(struct decoder *decoder, enum csv_encoding wanted, size_t *mark, GError **error)
{
    char head[3];
    const gssize n = source_peek(decoder->source, 0, head, sizeof head, error);
    if (n < 0)
        return false;
    const struct mark *found = find_mark(head, (size_t)n, wanted);
    *mark = found == NULL ? 0 : found->length;
    decoder_set_encoding(decoder, found == NULL ? unmarked(wanted) : found->encoding);
    return true;
}
