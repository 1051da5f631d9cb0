#include "reports/render/theme.h"

#include <glib.h>

#define COLOUR(rgb)                                                                                                    \
    {                                                                                                                  \
        ((rgb) >> 16 & 0xff) / 255.0, ((rgb) >> 8 & 0xff) / 255.0, ((rgb)&0xff) / 255.0                                \
    }

static const struct theme THEME = {
    .page_width = 842,
    .page_height = 595,
    .margin_x = 40,
    .margin_top = 30,
    .margin_bottom = 42,
    .gap = 26,
    .cover_title = 34,
    .title = 20,
    .finding = 12,
    .heading = 11,
    .body = 10,
    .table = 9,
    .label = 8.5,
    .note = 8,
    .line_height = 1.28,
    .paper = COLOUR(0xFFFFFF),
    .text = COLOUR(0x1F1F1F),
    .muted = COLOUR(0x505050),
    .rule = COLOUR(0x767676),
    .grid = COLOUR(0xDDDDDD),
    .context = COLOUR(0x767676),
    .primary = COLOUR(0x12436D),
    .secondary = COLOUR(0xF46A25),
    .target = COLOUR(0xA83E0B),
    .series = {COLOUR(0x12436D), COLOUR(0x28A197), COLOUR(0x801650), COLOUR(0xF46A25), COLOUR(0x3D3D3D),
               COLOUR(0xA285D1)},
    .fan = COLOUR(0xD3DFEA),
};

static const struct mark RATINGS[] = {
    {"Green", COLOUR(0x00602F), SHAPE_CIRCLE},
    {"Amber", COLOUR(0x8A5A00), SHAPE_TRIANGLE_UP},
    {"Red", COLOUR(0xA32010), SHAPE_DIAMOND},
    {"Not rated", COLOUR(0x555555), SHAPE_RING},
};

static const struct mark TRAVELS[] = {
    {"Better", COLOUR(0x12436D), SHAPE_ARROW_UP},       {"Worse", COLOUR(0xA83E0B), SHAPE_ARROW_DOWN},
    {"No change", COLOUR(0x555555), SHAPE_ARROW_LEVEL}, {"No clear change", COLOUR(0x555555), SHAPE_ARROW_LEVEL},
    {"Up", COLOUR(0x555555), SHAPE_TRIANGLE_UP},        {"Down", COLOUR(0x555555), SHAPE_TRIANGLE_DOWN},
};

static const struct mark SIGNALS[] = {
    {"usual", COLOUR(0x767676), SHAPE_CIRCLE},
    {"improving", COLOUR(0x12436D), SHAPE_SQUARE},
    {"concerning", COLOUR(0xC4500F), SHAPE_DIAMOND},
};

const struct theme *theme(void)
{
    return &THEME;
}

static const struct mark *find(const struct mark *marks, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (g_strcmp0(word, marks[i].word) == 0)
            return &marks[i];
    return NULL;
}

const struct mark *theme_mark(const char *word)
{
    const struct mark *mark = find(RATINGS, G_N_ELEMENTS(RATINGS), word);
    if (mark == NULL)
        mark = find(TRAVELS, G_N_ELEMENTS(TRAVELS), word);
    return mark != NULL ? mark : find(SIGNALS, G_N_ELEMENTS(SIGNALS), word);
}

const struct mark *theme_signal(const char *signal)
{
    const struct mark *mark = find(SIGNALS, G_N_ELEMENTS(SIGNALS), signal);
    return mark != NULL ? mark : &SIGNALS[0];
}
