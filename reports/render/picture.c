#include "reports/render/picture.h"

#include "reports/render/block.h"

#include <string.h>

#define FULL_WIDTH 762
#define HALF_WIDTH 400
#define BORDER 14
#define PIXELS 2 /* a point */

static struct canvas *make_image(struct typesetter *typesetter, struct box page)
{
    return canvas_new_image(typesetter, page, PIXELS);
}

static GBytes *draw_on(struct canvas *canvas, struct box page, const struct placed_block *placed, GError **error)
{
    canvas_fill(canvas, page, theme()->paper);
    block_draw(canvas, placed);
    GBytes *picture = canvas_finish(canvas, error);
    canvas_free(canvas);
    return picture;
}

static GBytes *draw_picture(const struct block *block, struct canvas *(*make)(struct typesetter *, struct box),
                            GError **error)
{
    struct typesetter *typesetter = typesetter_new(error);
    if (typesetter == NULL)
        return NULL;
    const double width = block->width == WIDTH_FULL ? FULL_WIDTH : HALF_WIDTH;
    struct placed_block placed = {.block = block};
    if (block_is_table(block))
        placed.table = table_new(typesetter, block, width, TABLE_ROOM_LITTLE);
    placed.n = block_n_parts(&placed);
    placed.box = (struct box){BORDER, BORDER, width, block_heights(typesetter, &placed, width).best};
    const struct box page = {0, 0, width + 2 * BORDER, placed.box.height + 2 * BORDER};
    GBytes *picture = draw_on(make(typesetter, page), page, &placed, error);
    table_free(placed.table);
    typesetter_free(typesetter);
    return picture;
}

static bool write_bytes(const char *path, const char *data, gsize length, GError **error)
{
    return g_file_set_contents(path, data, (gssize)length, error);
}

bool chart_write_png(const struct block *block, const char *path, GError **error)
{
    gsize length = 0;
    g_autoptr(GBytes) picture = draw_picture(block, make_image, error);
    if (picture == NULL)
        return false;
    const char *data = g_bytes_get_data(picture, &length);
    return write_bytes(path, data, length, error);
}

/* Replaces "surface1992" by "surface" and the number of surfaces named before it. */
static gboolean number_surface(const GMatchInfo *match, GString *out, gpointer names)
{
    char *name = g_match_info_fetch(match, 0);
    if (!g_hash_table_contains(names, name))
        g_hash_table_insert(names, g_strdup(name), GUINT_TO_POINTER(g_hash_table_size(names)));
    g_string_append_printf(out, "surface%u", GPOINTER_TO_UINT(g_hash_table_lookup(names, name)));
    g_free(name);
    return FALSE;
}

/* cairo numbers surfaces through all that a process draws: a picture's bytes would tell what was drawn before it. The
 * caller frees. */
static char *number_surfaces(const GString *svg)
{
    g_autoptr(GRegex) regex = g_regex_new("(?<=id=\"|#)surface[0-9]+", G_REGEX_RAW, 0, NULL);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return g_regex_replace_eval(regex, svg->str, (gssize)svg->len, 0, 0, number_surface, names, NULL);
}

/* cairo draws text as outlines, so that what the picture says has to be written beside it. */
bool chart_write_svg(const struct block *block, const char *path, GError **error)
{
    gsize length = 0;
    g_autoptr(GBytes) picture = draw_picture(block, canvas_new_svg, error);
    if (picture == NULL)
        return false;
    const char *data = g_bytes_get_data(picture, &length), *root = g_strstr_len(data, (gssize)length, "<svg");
    const char *inside = root == NULL ? NULL : memchr(root, '>', length - (gsize)(root - data));
    g_assert(inside != NULL);
    g_autofree char *alt = block_alt(block);
    g_autofree char *words =
        g_markup_printf_escaped("\n<title>%s</title><desc>%s</desc>", block->title != NULL ? block->title : "", alt);
    GString *svg = g_string_new_len(data, inside + 1 - data);
    g_string_append(svg, words);
    g_string_append_len(svg, inside + 1, (gssize)(length - (gsize)(inside + 1 - data)));
    g_autofree char *numbered = number_surfaces(svg);
    const bool is_written = write_bytes(path, numbered, strlen(numbered), error);
    g_string_free(svg, TRUE);
    return is_written;
}
