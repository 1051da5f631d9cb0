#include "reports/render/typeset.h"

#include "reports/render/font.h"
#include "reports/render/keep_together.h"
#include "reports/render/theme.h"
#include "reports/render/typeset_private.h"

#include <math.h>
#include <string.h>

#define LEAST_KEPT 110       /* points of a column in which dates and the like are kept together */
#define LEAST_LAST_LINE 0.35 /* of the width, where lines are set evenly */

struct typesetter {
    PangoContext *context;
    PangoLayout *scratch;
    GHashTable *texts; /* char * (style, width and text) → struct laid_text * */
    GHashTable *words; /* the same → double *: widest words */
    GArray *measured;  /* struct text_style of the sizes that font_measure knows */
    char *unknown;
};

static void laid_text_free(void *data)
{
    struct laid_text *text = data;
    for (int i = 0; i < text->size.lines; i++)
        g_object_unref(text->lines[i].layout);
    g_free(text->lines);
    g_free(text);
}

struct typesetter *typesetter_new(GError **error)
{
    PangoContext *context = font_context_new(error);
    if (context == NULL)
        return NULL;
    struct typesetter *typesetter = g_new0(struct typesetter, 1);
    typesetter->context = context;
    typesetter->scratch = pango_layout_new(typesetter->context);
    typesetter->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, laid_text_free);
    typesetter->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    typesetter->measured = g_array_new(FALSE, FALSE, sizeof(struct text_style));
    return typesetter;
}

void typesetter_free(struct typesetter *typesetter)
{
    if (typesetter == NULL)
        return;
    g_hash_table_unref(typesetter->texts);
    g_hash_table_unref(typesetter->words);
    g_array_unref(typesetter->measured);
    g_object_unref(typesetter->scratch);
    g_object_unref(typesetter->context);
    g_free(typesetter->unknown);
    g_free(typesetter);
}

static bool is_measured(const struct typesetter *typesetter, struct text_style style)
{
    for (guint i = 0; i < typesetter->measured->len; i++) {
        const struct text_style *known = &g_array_index(typesetter->measured, struct text_style, i);
        if (known->is_bold == style.is_bold && known->size <= style.size && known->size >= style.size)
            return true;
    }
    return false;
}

/* Sizes are absolute: plain ones are scaled by 96/72. */
static void set_style(struct typesetter *typesetter, PangoLayout *layout, struct text_style style)
{
    PangoFontDescription *font = font_describe(style.is_bold);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    if (!is_measured(typesetter, style)) {
        font_measure(typesetter->context, font);
        g_array_append_val(typesetter->measured, style);
    }
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

static double layout_width(PangoLayout *layout)
{
    int width = 0;
    pango_layout_get_size(layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

static void note_unknown(struct typesetter *typesetter, PangoLayout *layout)
{
    if (typesetter->unknown == NULL && (pango_layout_get_unknown_glyphs_count(layout) > 0 || !font_is_open_for(layout)))
        typesetter->unknown = g_strdup(pango_layout_get_text(layout));
}

/* A wrapped line is laid out again by itself with its trailing space: drawn as part of the whole, its end would become
 * an empty ActualText in cairo 1.16 and readers would lose the rest of the paragraph. */
static struct text_line make_line(struct typesetter *typesetter, const char *text, size_t length,
                                  struct text_style style)
{
    struct text_line line = {.layout = pango_layout_new(typesetter->context)};
    size_t visible = length;
    while (visible > 0 && text[visible - 1] == ' ')
        visible--;
    set_style(typesetter, line.layout, style);
    pango_layout_set_single_paragraph_mode(line.layout, TRUE);
    pango_layout_set_text(line.layout, text, (int)visible);
    line.width = layout_width(line.layout);
    if (visible < length)
        pango_layout_set_text(line.layout, text, (int)visible + 1);
    note_unknown(typesetter, line.layout);
    return line;
}

static void wrap(struct typesetter *typesetter, const char *text, struct text_style style, double width)
{
    PangoLayout *layout = typesetter->scratch;
    set_style(typesetter, layout, style);
    pango_layout_set_wrap(layout, style.breaks_words ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
    pango_layout_set_width(layout, width > 0 ? (int)ceil(width * PANGO_SCALE) : -1);
    pango_layout_set_text(layout, text, -1);
    PangoAttrList *kept = width >= LEAST_KEPT ? keep_together(text) : NULL;
    pango_layout_set_attributes(layout, kept);
    if (kept != NULL)
        pango_attr_list_unref(kept);
}

/* The last line's width, of the width that the lines may have. */
static double share_of_last_line(PangoLayout *layout, double width)
{
    PangoRectangle extents;
    const int n = pango_layout_get_line_count(layout);
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, n - 1), NULL, &extents);
    return (double)extents.width / PANGO_SCALE / width;
}

/* Wraps to less than the width until the last line is no widow, without a line more. */
static void wrap_evenly(struct typesetter *typesetter, const char *text, struct text_style style, double width)
{
    PangoLayout *layout = typesetter->scratch;
    const int lines = pango_layout_get_line_count(layout);
    double narrow = width;
    while (lines > 1 && narrow > width / 2 && share_of_last_line(layout, narrow) < LEAST_LAST_LINE) {
        narrow -= width / 40;
        wrap(typesetter, text, style, narrow);
        if (pango_layout_get_line_count(layout) == lines)
            continue;
        wrap(typesetter, text, style, narrow + width / 40);
        return;
    }
}

static void add_lines(struct typesetter *typesetter, struct laid_text *laid, const char *text, struct text_style style)
{
    laid->size.lines = pango_layout_get_line_count(typesetter->scratch);
    laid->lines = g_new0(struct text_line, (size_t)laid->size.lines);
    for (int i = 0; i < laid->size.lines; i++) {
        const PangoLayoutLine *line = pango_layout_get_line_readonly(typesetter->scratch, i);
        laid->lines[i] = make_line(typesetter, text + line->start_index, (size_t)line->length, style);
        laid->size.width = fmax(laid->size.width, laid->lines[i].width);
    }
}

/* Whether a text is one line where it has the room, with nothing at its end that is not drawn. */
static bool may_be_whole(const char *text)
{
    const size_t length = strlen(text);
    return length > 0 && text[length - 1] != ' ' && strchr(text, '\n') == NULL && font_has_plain(text);
}

/* Most texts are one line that fits: they need not be shaped a second time to be broken. */
static void add_only_line(struct typesetter *typesetter, struct laid_text *laid, const char *text,
                          struct text_style style)
{
    laid->lines = g_new0(struct text_line, 1);
    laid->lines[0] = make_line(typesetter, text, strlen(text), style);
    laid->size = (struct text_size){.lines = 1, .width = laid->lines[0].width};
}

static struct laid_text *lay(struct typesetter *typesetter, const char *text, struct text_style style, double width)
{
    struct laid_text *laid = g_new0(struct laid_text, 1);
    g_autofree char *shown = font_showable(typesetter->context, text);
    if (width <= 0 && may_be_whole(text)) {
        add_only_line(typesetter, laid, shown, style);
    } else {
        wrap(typesetter, shown, style, width);
        if (style.is_even)
            wrap_evenly(typesetter, shown, style, width);
        add_lines(typesetter, laid, shown, style);
    }
    laid->line_height = style.size * theme()->line_height;
    laid->size.height = laid->line_height * laid->size.lines;
    const double baseline = (double)pango_layout_get_baseline(laid->lines[0].layout) / PANGO_SCALE;
    int own_height = 0;
    pango_layout_get_size(laid->lines[0].layout, NULL, &own_height);
    laid->ascent = baseline + (laid->line_height - (double)own_height / PANGO_SCALE) / 2;
    return laid;
}

static char *make_key(const char *text, struct text_style style, double width)
{
    char head[64];
    const int size = (int)lround(style.size * 100), wide = (int)lround(width * 100);
    g_snprintf(head, sizeof head, "%d,%d,%d,%d,%d:", size, wide, style.is_bold, style.breaks_words, style.is_even);
    return g_strconcat(head, text, NULL);
}

static const struct laid_text *keep_laid(struct typesetter *typesetter, const char *text, struct text_style style,
                                         double width)
{
    g_autofree char *key = make_key(text, style, width);
    struct laid_text *laid = g_hash_table_lookup(typesetter->texts, key);
    if (laid == NULL) {
        laid = lay(typesetter, text, style, width);
        g_hash_table_insert(typesetter->texts, g_steal_pointer(&key), laid);
    }
    return laid;
}

/* A cell is measured for its column, then for its line, then drawn, each time for another width: what fits whole is
 * shaped once. */
const struct laid_text *typesetter_lay(struct typesetter *typesetter, const char *text, struct text_style style,
                                       double width)
{
    if (width > 0 && may_be_whole(text)) {
        const struct laid_text *whole = keep_laid(typesetter, text, style, 0);
        if (whole->size.width <= width)
            return whole;
    }
    return keep_laid(typesetter, text, style, width);
}

struct text_size typesetter_measure(struct typesetter *typesetter, const char *text, struct text_style style,
                                    double width)
{
    return typesetter_lay(typesetter, text, style, width)->size;
}

/* Letters and digits alone, which no line breaks between. */
static bool is_one_word(const char *text)
{
    while (g_ascii_isalnum(*text))
        text++;
    return *text == '\0';
}

static double widest_word(struct typesetter *typesetter, const char *text, struct text_style style)
{
    if (*text != '\0' && is_one_word(text))
        return typesetter_measure(typesetter, text, style, 0).width;
    g_autofree char *shown = font_showable(typesetter->context, text);
    wrap(typesetter, shown, (struct text_style){.size = style.size, .is_bold = style.is_bold}, 0.01);
    return layout_width(typesetter->scratch);
}

double typesetter_word_width(struct typesetter *typesetter, const char *text, struct text_style style)
{
    g_autofree char *key = make_key(text, style, 0);
    const double *known = g_hash_table_lookup(typesetter->words, key);
    if (known != NULL)
        return *known;
    double *width = g_new(double, 1);
    *width = widest_word(typesetter, text, style);
    g_hash_table_insert(typesetter->words, g_steal_pointer(&key), width);
    return *width;
}

const char *typesetter_unknown(const struct typesetter *typesetter)
{
    return typesetter->unknown;
}
