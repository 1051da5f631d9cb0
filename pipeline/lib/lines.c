#include "pipeline/lib/lines.h"

#include <string.h>

#ifndef CHUNK
#define CHUNK (256 * 1024)
#endif
#define WINDOW (CSV_RECORD_LIMIT + 2) /* a record with its terminator */

void lines_init(struct lines *lines, struct decoder *decoder)
{
    *lines = (struct lines){.decoder = decoder};
}

void lines_clear(struct lines *lines)
{
    g_free(lines->text);
}

void lines_begin_record(struct lines *lines)
{
    lines->begin = lines->at;
}

static void move_to_front(struct lines *lines)
{
    const size_t shift = lines->begin;
    memmove(lines->text, lines->text + shift, lines->end - shift);
    lines->begin = 0;
    lines->at -= shift;
    lines->end -= shift;
    lines->next_lf -= MIN(shift, lines->next_lf);
    lines->next_cr -= MIN(shift, lines->next_cr);
    lines->base += shift;
}

/* Room for a chunk after `end`, and a byte. */
static void make_room(struct lines *lines)
{
    const size_t needed = lines->end + CHUNK + 1;
    if (needed <= lines->room)
        return;
    lines->room = MIN(2 * needed, WINDOW + CHUNK + 1);
    lines->text = g_realloc(lines->text, lines->room);
}

bool lines_read(struct lines *lines, GError **error)
{
    if (lines->is_complete)
        return false;
    if (lines->begin > 0)
        move_to_front(lines);
    if (lines->end >= WINDOW)
        return false;
    make_room(lines);
    const gssize n = decoder_read(lines->decoder, lines->text + lines->end, CHUNK, error);
    lines->is_complete = n == 0;
    lines->end += n > 0 ? (size_t)n : 0;
    return n > 0;
}

/* Offset of the first `byte` at or after `from`, looking no further than once at each byte; `end` when there is none.
 */
static size_t find(const struct lines *lines, size_t known, char byte)
{
    const size_t from = MAX(known, lines->at);
    if (known >= lines->at && known < lines->end && lines->text[known] == byte)
        return known;
    const char *found = memchr(lines->text + from, byte, lines->end - from);
    return found == NULL ? lines->end : (size_t)(found - lines->text);
}

/* The terminator's length at `stop`; false when the byte after a CR has not been read. */
static bool measure_terminator(const struct lines *lines, size_t stop, size_t *terminator)
{
    *terminator = 1;
    if (lines->text[stop] == '\n')
        return true;
    if (stop + 1 < lines->end)
        *terminator = lines->text[stop + 1] == '\n' ? 2 : 1;
    return stop + 1 < lines->end || lines->is_complete;
}

static bool find_line(struct lines *lines, struct line *line)
{
    lines->next_lf = find(lines, lines->next_lf, '\n');
    lines->next_cr = find(lines, lines->next_cr, '\r');
    const size_t stop = MIN(lines->next_lf, lines->next_cr);
    if (stop == lines->end) {
        lines->text[stop] = '\n';
        *line = (struct line){lines->at, stop - lines->at, 0};
        return lines->is_complete && lines->at < lines->end;
    }
    *line = (struct line){lines->at, stop - lines->at, 1};
    return measure_terminator(lines, stop, &line->terminator);
}

/* The window may hold more than a record may have; how much more depends on where the record begins. */
static bool is_beyond_limit(struct lines *lines, const struct line *line)
{
    if (line->start + line->length - lines->begin <= CSV_RECORD_LIMIT)
        return false;
    move_to_front(lines);
    return true;
}

enum line_status lines_next(struct lines *lines, struct line *line, GError **error)
{
    GError *cause = NULL;
    while (!find_line(lines, line)) {
        if (lines_read(lines, &cause))
            continue;
        if (cause != NULL) {
            g_propagate_error(error, cause);
            return LINE_FAILED;
        }
        if (!lines->is_complete)
            return LINE_TOO_LONG;
        if (lines->at == lines->end)
            return LINE_NO_MORE;
    }
    if (is_beyond_limit(lines, line))
        return LINE_TOO_LONG;
    lines->at = line->start + line->length + line->terminator;
    return LINE_READ;
}

size_t lines_whole_characters(const struct lines *lines, size_t limit)
{
    size_t length = MIN(limit, lines->end - lines->begin);
    while (length > 0 && length < lines->end - lines->begin &&
           ((unsigned char)lines->text[lines->begin + length] & 0xC0) == 0x80)
        length--;
    return length;
}

bool lines_drop(struct lines *lines, size_t *at, GError **error)
{
    g_assert(lines->begin == 0);
    const size_t kept = MIN(CSV_CELL_LIMIT, lines->end);
    lines->base += lines->end - kept;
    lines->end = *at = kept;
    return lines_read(lines, error);
}

void lines_go_to(struct lines *lines, size_t at)
{
    lines->at = lines->next_lf = lines->next_cr = at;
}
