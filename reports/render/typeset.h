/* Setting and measuring text in the one pinned font (font.h).
 *
 * pango lives here. Laid-out texts are kept for the typesetter's life, since what is measured is drawn soon after, and
 * many cells say the same. Not thread-safe. */
#ifndef SCORECARD_RENDER_TYPESET_H
#define SCORECARD_RENDER_TYPESET_H

#include <glib.h>
#include <stdbool.h>

struct typesetter;

/* SYSTEM when the font is not installed. */
struct typesetter *typesetter_new(GError **error);
void typesetter_free(struct typesetter *typesetter);

struct text_style {
    double size; /* points */
    bool is_bold;
    bool breaks_words; /* a word wider than the width is broken; otherwise it sticks out */
    bool is_even;      /* no last line of a word or two: lines are broken earlier, as many as there are */
};

struct text_size {
    double width, height; /* points; height = lines × size × the theme's line height */
    int lines;
};

/* Wraps to `width` points (0: one line, save for '\n'). */
struct text_size typesetter_measure(struct typesetter *typesetter, const char *text, struct text_style style,
                                    double width);
/* Width of the widest word. */
double typesetter_word_width(struct typesetter *typesetter, const char *text, struct text_style style);

/* The first text with a character the font lacks, or NULL: such a text would show boxes. */
const char *typesetter_unknown(const struct typesetter *typesetter);

#endif
