/* How everything looks: sizes, colours, and the words with their shapes. Colours are the Government Analysis Function's
 * palette; every text colour has at least 4.5:1 on white, every mark 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). */
#ifndef SCORECARD_RENDER_THEME_H
#define SCORECARD_RENDER_THEME_H

#define THEME_FONT "Liberation Sans"

struct colour {
    double red, green, blue; /* 0 to 1 */
};

/* Drawn as paths, never as glyphs: no font has them all. */
enum shape {
    SHAPE_NONE,
    SHAPE_CIRCLE,
    SHAPE_RING,
    SHAPE_SQUARE,
    SHAPE_DIAMOND,
    SHAPE_TRIANGLE_UP,
    SHAPE_TRIANGLE_DOWN,
    SHAPE_ARROW_UP,
    SHAPE_ARROW_DOWN,
    SHAPE_ARROW_LEVEL,
    SHAPE_CROSS,
    SHAPE_DASH,
    SHAPE_FRAME /* a square's outline */
};

struct theme {
    double page_width, page_height, margin_x, margin_top, margin_bottom;
    double gap;                                                            /* between blocks side by side */
    double cover_title, title, finding, heading, body, table, label, note; /* text sizes; none below 8 */
    double line_height;                                                    /* of text, as a multiple of its size */
    struct colour paper, text, muted, rule, grid, context, primary, secondary, target;
    struct colour series[6];
    struct colour fan; /* band of a fan: pale, its edges are drawn in series colour */
};

/* The one theme. */
const struct theme *theme(void);

/* A word with the colour and shape that go with it, so that colour is never the only message. */
struct mark {
    const char *word;
    struct colour colour;
    enum shape shape;
};

/* "Green", "Amber", "Red", "Not rated"; "Better", "Worse", "No change", "No clear change", "Up", "Down"; "usual",
 * "improving", "concerning"; NULL for any other text. */
const struct mark *theme_mark(const char *word);
/* "usual", "improving", "concerning"; usual for any other text. */
const struct mark *theme_signal(const char *signal);
#endif
