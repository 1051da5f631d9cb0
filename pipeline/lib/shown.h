/* Text from outside (paths, cells, titles) as it may be shown to a person: nothing in it moves a terminal's cursor,
 * colours it, or turns the order of letters round, so that a message cannot be made to read as another. */
#ifndef SCORECARD_LIB_SHOWN_H
#define SCORECARD_LIB_SHOWN_H

#include <glib.h>
#include <stdio.h>

/* The character itself, or U+FFFD for a control character and for one that separates lines or sets the direction of
 * what follows. */
gunichar shown_character(gunichar character);
/* UTF-8 whatever the text is; line feeds and tabs stay, since messages have lines. The caller frees. */
char *shown_text(const char *text);
/* The same on one line: a space in place of each control character. */
char *shown_on_one_line(const char *text);
/* fprintf, what it writes made so. */
void shown_print(FILE *stream, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
