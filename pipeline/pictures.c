#include "pipeline/pictures.h"

#include "pipeline/lib/error.h"
#include "reports/render/chart.h"
#include "reports/render/picture.h"

#include <errno.h>

#define FOLDER "charts"

static const struct {
    const char *suffix;
    bool (*write)(const struct block *, const char *, GError **);
} forms[] = {{"svg", chart_write_svg}, {"png", chart_write_png}};

static bool is_drawn(const struct block *block)
{
    return chart_is(block->kind) && block->empty == NULL && block->frame != NULL && frame_n_rows(block->frame) > 0 &&
           chart_has_values(block);
}

/* A picture leaves its page, so that the marking goes with it. */
static bool write_block(const struct document *document, const struct block *block, struct output *output,
                        GError **error)
{
    g_autofree char *note = g_strjoin(". ", document->marking, block->note, NULL);
    struct block marked = *block;
    marked.note = note;
    marked.brief = NULL; /* its area is on no footer */
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autofree char *name = g_strdup_printf(FOLDER "/%s-%s.%s", document->name, block->id, forms[i].suffix);
        g_autofree char *path = output_path(output, name);
        if (!forms[i].write(&marked, path, error) || !output_add(output, name, error))
            return false;
    }
    return true;
}

static bool make_folder(struct output *output, GError **error)
{
    g_autofree char *path = output_path(output, FOLDER);
    if (g_mkdir_with_parents(path, 0700) == 0)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", path, g_strerror(errno));
    return false;
}

bool pictures_write(const struct document *document, struct output *output, GError **error)
{
    bool is_good = make_folder(output, error);
    for (guint i = 0; is_good && i < document->pages->len; i++) {
        const struct page *page = document->pages->pdata[i];
        for (guint j = 0; is_good && j < page->blocks->len; j++) {
            const struct block *block = page->blocks->pdata[j];
            is_good = !is_drawn(block) || write_block(document, block, output, error);
        }
    }
    return is_good;
}
