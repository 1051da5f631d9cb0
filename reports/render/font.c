#include "reports/render/font.h"

#include "pipeline/lib/error.h"
#include "reports/render/clean.h"
#include "reports/render/theme.h"

#include <cairo-ft.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>

static const char *const FONT_FILES[] = {"/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
                                         "/usr/share/fonts/truetype/liberation2/LiberationSans-Bold.ttf"};

static FcConfig *load_fonts(GError **error)
{
    FcConfig *config = FcConfigCreate();
    for (size_t i = 0; i < G_N_ELEMENTS(FONT_FILES); i++) {
        if (FcConfigAppFontAddFile(config, (const FcChar8 *)FONT_FILES[i]))
            continue;
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                    "%s: cannot be read (Debian package fonts-liberation2)", FONT_FILES[i]);
        FcConfigDestroy(config);
        return NULL;
    }
    return config;
}

/* One for all threads, which fontconfig takes for the system's too. Pango has a thread of its own read the system's
 * otherwise, hundreds of files that say nothing of these fonts, while others begin to use what it reads. */
static FcConfig *find_fonts(GError **error)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static FcConfig *fonts = NULL;
    pthread_mutex_lock(&lock);
    if (fonts == NULL) {
        fonts = load_fonts(error);
        if (fonts != NULL)
            FcConfigSetCurrent(fonts);
    }
    pthread_mutex_unlock(&lock);
    return fonts;
}

/* Hint metrics are off, so that PDF, SVG and PNG are laid out alike. */
static PangoContext *make_context(PangoFontMap *font_map)
{
    PangoContext *context = pango_font_map_create_context(font_map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 72);
    cairo_font_options_destroy(options);
    pango_context_set_language(context, pango_language_from_string("en-gb"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(context, FALSE);
    return context;
}

PangoFontDescription *font_describe(bool is_bold)
{
    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family_static(description, THEME_FONT);
    pango_font_description_set_weight(description, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    return description;
}

static PangoFont *load_font(PangoContext *context, bool is_bold)
{
    PangoFontDescription *description = font_describe(is_bold);
    PangoFont *font = pango_context_load_font(context, description);
    pango_font_description_free(description);
    return font;
}

/* The font map keeps the font, and the font its measurements. */
void font_measure(PangoContext *context, const PangoFontDescription *description)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    PangoFont *font = pango_context_load_font(context, description);
    if (font == NULL)
        return;
    pthread_mutex_lock(&lock);
    pango_font_metrics_unref(pango_font_get_metrics(font, pango_context_get_language(context)));
    pthread_mutex_unlock(&lock);
    g_object_unref(font);
}

/* A font whose file cannot be opened is drawn as boxes, and only a warning says so. One that was opened stays open. */
static bool check_font(PangoContext *context, bool is_bold, GError **error)
{
    PangoFont *font = load_font(context, is_bold);
    cairo_scaled_font_t *scaled = font == NULL ? NULL : pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
    const bool is_open = scaled != NULL && cairo_ft_scaled_font_lock_face(scaled) != NULL;
    if (is_open)
        cairo_ft_scaled_font_unlock_face(scaled);
    else
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: the font cannot be opened", THEME_FONT);
    g_clear_object(&font);
    return is_open;
}

PangoContext *font_context_new(GError **error)
{
    FcConfig *config = find_fonts(error);
    if (config == NULL)
        return NULL;
    PangoFontMap *font_map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(font_map), config);
    PangoContext *context = make_context(font_map);
    g_object_unref(font_map);
    if (!check_font(context, false, error) || !check_font(context, true, error))
        g_clear_object(&context);
    return context;
}

static bool is_open(PangoFont *font)
{
    cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
    return scaled != NULL && cairo_scaled_font_status(scaled) == CAIRO_STATUS_SUCCESS;
}

/* Each size of a font is made from its file anew. */
bool font_is_open_for(PangoLayout *layout)
{
    bool are_open = true;
    PangoLayoutIter *iterator = pango_layout_get_iter(layout);
    do {
        const PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iterator);
        are_open = run == NULL || is_open(run->item->analysis.font);
    } while (are_open && pango_layout_iter_next_run(iterator));
    pango_layout_iter_free(iterator);
    return are_open;
}

bool font_has_plain(const char *text)
{
    while ((*text >= ' ' && *text < 127) || *text == '\n' || *text == '\t')
        text++;
    return *text == '\0';
}

/* Pango claims a shape for code points that are no characters, and cairo refuses them. */
static bool has_shape(PangoFont *font, gunichar character)
{
    if (clean_is_no_character(character))
        return false;
    return character == '\n' || character == '\t' || (font != NULL && pango_font_has_char(font, character));
}

char *font_showable(PangoContext *context, const char *text)
{
    if (font_has_plain(text))
        return g_strdup(text);
    GString *shown = g_string_new(NULL);
    PangoFont *font = load_font(context, false);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        if (has_shape(font, character))
            g_string_append_unichar(shown, character);
        else if (!g_unichar_iszerowidth(character) && character != '\r')
            g_string_append_c(shown, '?');
    }
    g_clear_object(&font);
    return g_string_free(shown, FALSE);
}
