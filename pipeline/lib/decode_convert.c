#include "pipeline/lib/decode_private.h"

#include <string.h>

static bool breaks_line(const char *text, size_t from, size_t to)
{
    return memchr(text + from, '\n', to - from) != NULL || memchr(text + from, '\r', to - from) != NULL;
}

/* A record has whole lines and tells its first fault, so that one of each line is enough: megabytes of NULs without a
 * line break are one fault. */
static void add_fault(struct decoder *decoder, const char *text, size_t at, enum csv_fault fault)
{
    if (decoder->is_line_faulty && !breaks_line(text, decoder->looked, at)) {
        decoder->looked = at;
        return;
    }
    const struct text_fault place = {decoder->written + at, fault};
    g_array_append_val(decoder->faults, place);
    decoder->is_line_faulty = true;
    decoder->looked = at;
}

void decoder_end_text(struct decoder *decoder, const char *text, size_t length)
{
    decoder->is_line_faulty = decoder->is_line_faulty && !breaks_line(text, decoder->looked, length);
    decoder->looked = 0;
}

size_t decoder_ascii_run(const unsigned char *text, size_t length)
{
    size_t i = 0;
    for (; i + 32 <= length; i += 32) {
        uint64_t words[4];
        memcpy(words, text + i, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    while (i < length && text[i] < 0x80)
        i++;
    return i;
}

/* GLib tells the beginning of a character from bytes that are none, but takes a NUL for the text's end, and waits for
 * characters of five and six bytes, which are none any more. */
static bool is_begun(gunichar character, const char *at, size_t left)
{
    return character == (gunichar)-2 && left < DECODER_LONGEST && memchr(at, '\0', left) == NULL;
}

size_t decoder_utf8_run(const unsigned char *text, size_t length, bool *is_cut)
{
    size_t i = 0;
    *is_cut = false;
    while ((i += decoder_ascii_run(text + i, length - i)) < length) {
        const char *at = (const char *)text + i;
        const gunichar character = g_utf8_get_char_validated(at, (gssize)(length - i));
        if (character == (gunichar)-1 || character == (gunichar)-2) {
            *is_cut = is_begun(character, at, length - i);
            return i;
        }
        i += (size_t)(g_utf8_next_char(at) - at);
    }
    return i;
}

void decoder_note_nuls(struct decoder *decoder, const char *text, size_t from, size_t length)
{
    const char *end = text + from + length;
    const char *at = memchr(text + from, '\0', length);
    for (; at != NULL; at = memchr(at + 1, '\0', (size_t)(end - at - 1)))
        add_fault(decoder, text, (size_t)(at - text), CSV_FAULT_NUL);
}

static size_t put_character(struct decoder *decoder, char *text, size_t at, gunichar character)
{
    if (character == 0)
        add_fault(decoder, text, at, CSV_FAULT_NUL);
    return at + (size_t)g_unichar_to_utf8(character, text + at);
}

static size_t put_bad(struct decoder *decoder, char *text, size_t at)
{
    add_fault(decoder, text, at, CSV_FAULT_ENCODING);
    return put_character(decoder, text, at, 0xFFFD);
}

static size_t convert_utf8(struct decoder *decoder, char *text, size_t room)
{
    size_t out = 0;
    while (decoder->begin < decoder->end && out + DECODER_LONGEST <= room) {
        const size_t pending = decoder->end - decoder->begin, limit = MIN(pending, room - out);
        bool is_cut;
        const size_t n = decoder_utf8_run(decoder->input + decoder->begin, limit, &is_cut);
        memcpy(text + out, decoder->input + decoder->begin, n);
        decoder_note_nuls(decoder, text, out, n);
        decoder->begin += n;
        out += n;
        if (is_cut && !(limit == pending && decoder->is_input_end))
            break;
        if (n < limit) {
            out = put_bad(decoder, text, out);
            decoder->begin++;
        }
    }
    return out;
}

static const gunichar windows_1252[32] = {
    0x20AC,          0,      /* 81 */ 0x201A, 0x0192,          0x201E, 0x2026, 0x2020, 0x2021,          0x02C6,
    0x2030,          0x0160, 0x2039,          0x0152,          0,
    /* 8D */ 0x017D, 0,      /* 8F */ 0,      /* 90 */ 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,          0x2013,
    0x2014,          0x02DC, 0x2122,          0x0161,          0x203A, 0x0153, 0,      /* 9D */ 0x017E, 0x0178,
};

static size_t convert_windows_1252(struct decoder *decoder, char *text, size_t room)
{
    size_t out = 0;
    while (decoder->begin < decoder->end && out + DECODER_LONGEST <= room) {
        const size_t limit = MIN(decoder->end - decoder->begin, room - out);
        const size_t n = decoder_ascii_run(decoder->input + decoder->begin, limit);
        memcpy(text + out, decoder->input + decoder->begin, n);
        decoder_note_nuls(decoder, text, out, n);
        decoder->begin += n;
        out += n;
        if (n == limit || out + DECODER_LONGEST > room)
            continue;
        const unsigned char byte = decoder->input[decoder->begin++];
        const gunichar character = byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
        out = character == 0 ? put_bad(decoder, text, out) : put_character(decoder, text, out, character);
    }
    return out;
}

static gunichar utf16_unit(const struct decoder *decoder, size_t at)
{
    const unsigned char *bytes = decoder->input + at;
    const bool is_big = decoder->encoding == CSV_ENCODING_UTF16BE;
    return is_big ? (gunichar)(bytes[0] << 8 | bytes[1]) : (gunichar)(bytes[1] << 8 | bytes[0]);
}

/* One character from the pending input, its bytes in *size: 0 when more input is needed; bad ones are (gunichar)-1. */
static gunichar utf16_character(const struct decoder *decoder, size_t *size)
{
    const size_t pending = decoder->end - decoder->begin;
    *size = MIN(pending, 2);
    if (pending < 2) {
        *size = decoder->is_input_end ? pending : 0;
        return (gunichar)-1;
    }
    const gunichar first = utf16_unit(decoder, decoder->begin);
    if (first < 0xD800 || first > 0xDFFF)
        return first;
    if (pending < 4 && !decoder->is_input_end)
        *size = 0;
    if (pending < 4 || first > 0xDBFF)
        return (gunichar)-1;
    const gunichar second = utf16_unit(decoder, decoder->begin + 2);
    if (second < 0xDC00 || second > 0xDFFF)
        return (gunichar)-1;
    *size = 4;
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

static size_t convert_utf16(struct decoder *decoder, char *text, size_t room)
{
    size_t out = 0;
    while (decoder->begin < decoder->end && out + DECODER_LONGEST <= room) {
        size_t size;
        const gunichar character = utf16_character(decoder, &size);
        if (size == 0)
            break;
        decoder->begin += size;
        out = character == (gunichar)-1 ? put_bad(decoder, text, out) : put_character(decoder, text, out, character);
    }
    return out;
}

converter decoder_converter(enum csv_encoding encoding)
{
    static const struct {
        enum csv_encoding encoding;
        converter convert;
    } converters[] = {
        {CSV_ENCODING_UTF16LE, convert_utf16},
        {CSV_ENCODING_UTF16BE, convert_utf16},
        {CSV_ENCODING_WINDOWS_1252, convert_windows_1252},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(converters); i++)
        if (converters[i].encoding == encoding)
            return converters[i].convert;
    return convert_utf8;
}
