#include "pipeline/lib/csv_walk.h"

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

static enum walk_state walk_quoted(struct walk *walk, char byte)
{
    return byte == walk->quote ? WALK_AFTER_QUOTE : WALK_QUOTED;
}

static enum walk_state begin_cell(struct walk *walk)
{
    walk->cell++;
    walk->cell_line = walk->line;
    walk->cell_length = 0;
    return WALK_CELL_START;
}

/* A byte outside quotes. */
static enum walk_state walk_plain(struct walk *walk, char byte)
{
    if (is_line_end(byte))
        return WALK_END;
    if (walk->state == WALK_STRAY)
        return WALK_STRAY;
    if (byte == walk->delimiter)
        return begin_cell(walk);
    if (walk->state == WALK_AFTER_QUOTE)
        return byte == walk->quote ? WALK_QUOTED : WALK_STRAY;
    if (byte != walk->quote)
        return WALK_UNQUOTED;
    return walk->state == WALK_CELL_START ? WALK_QUOTED : WALK_STRAY;
}

static void measure(struct walk *walk)
{
    if (++walk->cell_length <= walk->longest)
        return;
    walk->longest = walk->cell_length;
    walk->longest_cell = walk->cell;
    walk->longest_line = walk->cell_line;
}

/* A byte of the record. */
static void step(struct walk *walk, char byte)
{
    measure(walk);
    walk->state = walk->state == WALK_QUOTED ? walk_quoted(walk, byte) : walk_plain(walk, byte);
    walk->is_in_line = !is_line_end(byte);
    walk->line += is_line_end(byte) ? 1 : 0;
}

size_t walk_on(struct walk *walk, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const bool is_crlf = walk->is_after_cr && text[i] == '\n';
        walk->is_after_cr = walk->state != WALK_END && text[i] == '\r';
        if (walk->state == WALK_END)
            return is_crlf ? i + 1 : i;
        if (!is_crlf) /* else within quotes, and the CR was counted */
            step(walk, text[i]);
        if (walk->state == WALK_END && text[i] == '\n')
            return i + 1;
    }
    return length;
}
