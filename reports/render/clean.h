/* Texts as every form of a document can hold them. */
#ifndef SCORECARD_RENDER_CLEAN_H
#define SCORECARD_RENDER_CLEAN_H

#include <glib.h>
#include <stdbool.h>

/* Code points that Unicode keeps from text (U+FFFE, U+FDD0 …) and control characters other than tab and line feed:
 * cairo refuses the ones, XML 1.0 both. */
bool clean_is_no_character(gunichar character);
/* The text with U+FFFD in the place of each of them; a carriage return is left out. The caller frees. */
char *clean_text(const char *text);

#endif
