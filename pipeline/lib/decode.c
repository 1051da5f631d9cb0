#include "pipeline/lib/decode_private.h"

#include <string.h>

struct decoder *decoder_new(struct source *source, enum csv_encoding wanted, GError **error)
{
    struct decoder *decoder = g_new0(struct decoder, 1);
    decoder->source = source;
    decoder->faults = g_array_new(FALSE, FALSE, sizeof(struct text_fault));
    size_t mark = 0;
    if (!decoder_detect(decoder, wanted, &mark, error) || source_read(source, decoder->input, mark, error) < 0) {
        decoder_free(decoder);
        return NULL;
    }
    return decoder;
}

void decoder_free(struct decoder *decoder)
{
    if (decoder == NULL)
        return;
    g_array_unref(decoder->faults);
    g_free(decoder);
}

/* For the two questions: a source that cannot be read tells so when it is read on. */
static void settle_all(struct decoder *decoder)
{
    if (decoder->encoding == CSV_ENCODING_DETECT && !decoder_settle(decoder, source_position(decoder->source), NULL))
        decoder_set_encoding(decoder, CSV_ENCODING_UTF8);
}

enum csv_encoding decoder_encoding(struct decoder *decoder)
{
    settle_all(decoder);
    return decoder->encoding;
}

bool decoder_is_assumed(struct decoder *decoder)
{
    settle_all(decoder);
    return decoder->is_assumed;
}

static bool fill_input(struct decoder *decoder, GError **error)
{
    memmove(decoder->input, decoder->input + decoder->begin, decoder->end - decoder->begin);
    decoder->end -= decoder->begin;
    decoder->begin = 0;
    g_assert(decoder->end < DECODER_INPUT); /* else no byte read would look like the end */
    const gssize n = source_read(decoder->source, decoder->input + decoder->end, DECODER_INPUT - decoder->end, error);
    if (n < 0)
        return false;
    decoder->is_input_end = n == 0;
    decoder->end += (size_t)n;
    return true;
}

/* The encoding can no longer stay open: the last `left` bytes that were read begin with one beyond ASCII. */
static bool settle_here(struct decoder *decoder, size_t left, GError **error)
{
    return decoder->encoding != CSV_ENCODING_DETECT ||
           decoder_settle(decoder, source_position(decoder->source) - left, error);
}

/* UTF-8 without a fault, the common case, is read straight into `text`; the rest from a fault on goes to the converter.
 */
static gssize read_direct(struct decoder *decoder, char *text, size_t room, GError **error)
{
    const size_t carried = decoder->end - decoder->begin;
    memcpy(text, decoder->input + decoder->begin, carried);
    const size_t size = MIN(room - carried, DECODER_INPUT - carried);
    const gssize n = source_read(decoder->source, text + carried, size, error);
    if (n < 0)
        return -1;
    decoder->is_input_end = n == 0;
    const size_t length = carried + (size_t)n;
    size_t valid = decoder_ascii_run((const unsigned char *)text, length);
    if (valid < length && !settle_here(decoder, length - valid, error))
        return -1;
    bool is_cut;
    if (valid < length && decoder->is_utf8)
        valid = decoder_utf8_run((const unsigned char *)text, length, &is_cut);
    memcpy(decoder->input, text + valid, length - valid);
    decoder->begin = 0;
    decoder->end = length - valid;
    decoder_note_nuls(decoder, text, 0, valid);
    return (gssize)valid;
}

static bool is_carried(const struct decoder *decoder)
{
    return decoder->is_utf8 && decoder->end - decoder->begin < DECODER_LONGEST;
}

gssize decoder_read(struct decoder *decoder, char *text, size_t room, GError **error)
{
    g_assert(room >= DECODER_ROOM);
    gssize n = 0;
    while (n == 0 && !(decoder->is_input_end && decoder->begin == decoder->end)) {
        if (is_carried(decoder) && !decoder->is_input_end)
            n = read_direct(decoder, text, room, error);
        if (n == 0) {
            n = (gssize)decoder->convert(decoder, text, room);
            if (n == 0 && !decoder->is_input_end && !fill_input(decoder, error))
                n = -1;
        }
    }
    if (n > 0) {
        decoder->written += (uint64_t)n;
        decoder_end_text(decoder, text, (size_t)n);
    }
    return n;
}

bool decoder_take_fault(struct decoder *decoder, uint64_t from, uint64_t offset, struct text_fault *fault)
{
    if (decoder->faults->len == 0)
        return false;
    bool is_found = false;
    for (; decoder->first_fault < decoder->faults->len; decoder->first_fault++) {
        const struct text_fault *next = &g_array_index(decoder->faults, struct text_fault, decoder->first_fault);
        if (next->offset >= offset)
            return is_found;
        if (!is_found && next->offset >= from) {
            *fault = *next;
            is_found = true;
        }
    }
    g_array_set_size(decoder->faults, 0);
    decoder->first_fault = 0;
    return is_found;
}
