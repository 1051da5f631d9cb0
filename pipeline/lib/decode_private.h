/* What a decoder is, for its own files: decode.c reads, decode_convert.c converts, decode_detect.c settles the
 * encoding. */
#ifndef SCORECARD_LIB_DECODE_PRIVATE_H
#define SCORECARD_LIB_DECODE_PRIVATE_H

#include "pipeline/lib/decode.h"

#ifndef DECODER_INPUT
#define DECODER_INPUT (64 * 1024)
#endif
#define DECODER_LONGEST 4

/* Converts the pending input; what is an incomplete character stays there unless the input has ended. */
typedef size_t (*converter)(struct decoder *decoder, char *text, size_t room);

struct decoder {
    struct source *source;
    enum csv_encoding encoding;
    bool is_assumed;
    bool is_utf8; /* with byte order mark or without, or ASCII so far */
    converter convert;
    GArray *faults;      /* struct text_fault, in order, the first of each line */
    bool is_line_faulty; /* the line that goes on has a fault already */
    size_t looked;       /* in the text being made: where a break of that line is looked for from */
    guint first_fault;
    uint64_t written;  /* bytes of text handed out */
    bool is_input_end; /* the source has no more */
    size_t begin, end; /* pending input */
    unsigned char input[DECODER_INPUT];
};

/* The converter of a settled encoding. */
converter decoder_converter(enum csv_encoding encoding);
/* Bytes up to the first beyond ASCII. */
size_t decoder_ascii_run(const unsigned char *text, size_t length);
/* Bytes of valid UTF-8; *is_cut when what follows is the beginning of a character that the end cuts. */
size_t decoder_utf8_run(const unsigned char *text, size_t length, bool *is_cut);
/* Adds the NUL characters of text[from, from + length) to the faults. */
void decoder_note_nuls(struct decoder *decoder, const char *text, size_t from, size_t length);
/* The text made so far is handed out; the next begins at 0. */
void decoder_end_text(struct decoder *decoder, const char *text, size_t length);

/* Finds the encoding, or leaves it at DETECT while nobody can know, and the length of the byte order mark. */
bool decoder_detect(struct decoder *decoder, enum csv_encoding wanted, size_t *mark, GError **error);
/* UTF-8 if the source is from `offset` on, else Windows-1252; the pending input must be empty. */
bool decoder_settle(struct decoder *decoder, uint64_t offset, GError **error);
void decoder_set_encoding(struct decoder *decoder, enum csv_encoding encoding);

#endif
