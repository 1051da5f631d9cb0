/* Builder of what the board should look at first: the signals of a glance. */
#include "stages/publish/publish_block.h"

#include "stages/judge/sentence.h"

#define MOST_SIGNALS 6

/* What the board has set a target for comes first. */
static int compare_weights(const void *a, const void *b, void *order)
{
    const struct review *left = a, *right = b;
    const bool left_has = left->target != NULL, right_has = right->target != NULL;
    return left_has != right_has ? right_has - left_has : publish_compare_places(a, b, order);
}

static char *against_target(const struct review *review)
{
    g_autofree char *value = sentence_value(review->now),
                    *target = sentence_number(review->measure, review->target->value);
    return g_strdup_printf("%s against a target of %s", value, target);
}

/* What kinds of signals there are, in the order in which the board reads them. */
enum signal_kind { SIGNAL_NEW_RED, SIGNAL_CONCERNING, SIGNAL_NO_LONGER_RED, SIGNAL_IMPROVING, SIGNAL_NONE };

static enum signal_kind kind_of(const struct review *review)
{
    const char *signal = review->signal == NULL ? "" : review->signal;
    if (review->rating == RATING_RED && review->rating_before != RATING_RED && review->before != NULL)
        return SIGNAL_NEW_RED;
    if (g_str_equal(signal, "concerning"))
        return SIGNAL_CONCERNING;
    if (review->rating_before == RATING_RED && (review->rating == RATING_AMBER || review->rating == RATING_GREEN))
        return SIGNAL_NO_LONGER_RED;
    return g_str_equal(signal, "improving") ? SIGNAL_IMPROVING : SIGNAL_NONE;
}

static char *signal_sentence(const struct review *review, enum signal_kind kind)
{
    g_autofree char *name = publish_name(review->measure);
    if (kind == SIGNAL_NEW_RED || kind == SIGNAL_NO_LONGER_RED) {
        g_autofree char *against = against_target(review);
        return g_strdup_printf("%s: %s, %s (%s at the previous board).",
                               kind == SIGNAL_NEW_RED ? "New red" : "No longer red", name, against,
                               publish_rating_before(review));
    }
    g_autofree char *unusual = sentence_unusual(&review->signalled);
    return g_strdup_printf("%s: %s.", name, unusual);
}

static const char *signal_mark(const struct review *review, enum signal_kind kind)
{
    if (kind == SIGNAL_NEW_RED || kind == SIGNAL_NO_LONGER_RED)
        return rating_name(review->rating);
    return kind == SIGNAL_CONCERNING ? "concerning" : "improving";
}

static void add_signal(struct frame *frame, const char *mark, const char *sentence)
{
    frame_add_text(frame, mark);
    frame_add_text(frame, sentence);
}

/* Red at both boards, or with no figure for the previous one: named once, since the exceptions page speaks of each. */
static void add_red(struct frame *frame, const GArray *reviews, bool had_figure, const char *words)
{
    g_autoptr(GString) refs = g_string_new(NULL);
    guint n = 0;
    for (guint i = 0; i < reviews->len; i++) {
        const struct review *review = &g_array_index(reviews, struct review, i);
        if (review->rating != RATING_RED || (had_figure ? review->rating_before != RATING_RED : review->before != NULL))
            continue;
        g_string_append_printf(refs, "%s%s", n++ == 0 ? "" : ", ", review->measure->ref);
    }
    g_autofree char *sentence = g_strdup_printf("%s: %s.", words, refs->str);
    if (n > 0)
        add_signal(frame, "Red", sentence);
}

static void add_rest(struct frame *frame, const GPtrArray *rest)
{
    g_autoptr(GString) refs = g_string_new(NULL);
    for (guint i = 0; i < rest->len; i++)
        g_string_append_printf(refs, "%s%s", i == 0 ? "" : ", ", ((const struct review *)rest->pdata[i])->measure->ref);
    g_autofree char *sentence = g_strdup_printf("Unusual or no longer red: %s.", refs->str);
    if (rest->len > 0)
        add_signal(frame, "Also", sentence);
}

static void fill_signals(struct frame *frame, const GArray *reviews, guint most)
{
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    for (enum signal_kind kind = SIGNAL_NEW_RED; kind < SIGNAL_NONE; kind++)
        for (guint i = 0; i < reviews->len; i++) {
            struct review *review = &g_array_index(reviews, struct review, i);
            if (kind_of(review) != kind)
                continue;
            g_autofree char *sentence = signal_sentence(review, kind);
            if (frame_n_rows(frame) < most)
                add_signal(frame, signal_mark(review, kind), sentence);
            else
                g_ptr_array_add(rest, review);
        }
    add_rest(frame, rest);
    add_red(frame, reviews, true, "Red as at the previous board");
    add_red(frame, reviews, false, "Red, with no figure for the previous board");
}

void build_signals(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    g_autoptr(GArray) reviews = publish_reviews(p, from, compare_weights);
    block->is_dense = true;
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "mark", "Signal", UNIT_TEXT);
    frame_add_column(frame, "text",
                     from->measures->len > 0 ? "What has changed since the previous board"
                                             : "What has changed since the previous board, of all measures",
                     UNIT_TEXT);
    fill_signals(frame, reviews, publish_most(from, MOST_SIGNALS));
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block, "Nothing is red, and no month since the previous board is unusual.");
}
