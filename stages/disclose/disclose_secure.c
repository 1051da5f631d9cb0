#include "stages/disclose/disclose_secure.h"

#include "pipeline/lib/thread.h"
#include "stages/disclose/disclose_block.h"
#include "stages/disclose/disclose_hide.h"

#define REST_PRICE 150 /* what it may cost to keep those who did not from being known, where they are many */
#define MOST_HELPERS 3

struct securing {
    struct model *model;
    struct finder *finder;
    gint64 threshold;
};

/* Proves a hidden part of a span safe, hiding more where it must. Where earlier editions have told what cannot be
 * hidden any more there may be no proof though nobody can tell the number, and the audit decides. Those who did not,
 * when they are many, may be known where that is dear: both numbers that were hidden stay safe. */
static void secure(const struct securing *securing, struct line *line, guint place, enum figure_part part)
{
    struct model *model = securing->model;
    struct span *span = model_span(model, line->first_span + place);
    const guint series = line->series[part];
    const bool must = part != PART_REST || hide_is_small(model, line, place, part, securing->threshold);
    struct move move;
    if (move_find_free(model, series, span, &move) ||
        finder_cheap(securing->finder, series, span, must ? G_MAXINT64 : REST_PRICE, &move) ||
        (must && move_find_untold(model, series, span, &move)))
        hide_move(model, &move);
    else if (must && !model->has_past)
        hide_related(model, series);
    else
        span->secured |= part_bit(part);
}

/* A hidden rate leaves three numbers to be guessed: those who did, those who did not and, if it is hidden, all of them.
 */
static bool needs_move(const struct line *line, const struct span *span, enum figure_part part)
{
    const bool is_hidden = (span->hidden >> (part == PART_REST ? PART_NUMERATOR : part) & 1) != 0;
    return is_hidden && line->series[part] != NONE && (span->secured >> part & 1) == 0;
}

static bool secure_line(const struct securing *securing, struct line *line, enum figure_part part)
{
    bool is_changed = false;
    for (guint place = 0; place < line->n_spans; place++) {
        if (!needs_move(line, model_span(securing->model, line->first_span + place), part))
            continue;
        secure(securing, line, place, part);
        is_changed = true;
    }
    return is_changed;
}

/* Denominators first, since they take numerators with them; and again for what was hidden meanwhile. */
static void secure_block(const struct securing *securing, const struct block *block)
{
    static const enum figure_part order[] = {PART_DENOMINATOR, PART_NUMERATOR, PART_REST};
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (guint i = 0; i < G_N_ELEMENTS(order); i++)
            for (guint j = 0; j < block->lines->len; j++) {
                struct line *line = model_line(securing->model, g_array_index(block->lines, guint, j));
                is_changed = secure_line(securing, line, order[i]) || is_changed;
            }
    }
}

struct work {
    struct model *model;
    gint64 threshold;
    const GPtrArray *blocks;
    gint next; /* the first that nobody has taken */
};

static void *secure_blocks(void *data)
{
    struct work *work = data;
    const struct securing securing = {work->model, finder_new(work->model), work->threshold};
    for (;;) {
        const guint index = (guint)g_atomic_int_add(&work->next, 1);
        if (index >= work->blocks->len)
            break;
        secure_block(&securing, work->blocks->pdata[index]);
    }
    finder_free(securing.finder);
    return NULL;
}

void secure_all(struct model *model, gint64 threshold)
{
    g_autoptr(GPtrArray) blocks = blocks_find(model);
    struct work work = {model, threshold, blocks, 0};
    pthread_t helpers[MOST_HELPERS];
    const guint n_wanted = MIN(g_get_num_processors() - 1, MIN(MOST_HELPERS, blocks->len / 2));
    guint n = 0;
    while (n < n_wanted && thread_start(&helpers[n], secure_blocks, &work))
        n++;
    secure_blocks(&work);
    while (n > 0)
        pthread_join(helpers[--n], NULL);
}
