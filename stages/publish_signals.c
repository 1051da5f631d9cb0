/* Builders of what the board should look at first: the signals of a glance, and the exceptions with their reasons and
 * actions. */
#include "stages/publish_block.h"

#include "pipeline/lib/date.h"
#include "stages/sentence.h"

#include <string.h>

#define MOST_SIGNALS 6

/* The block's own list of measures, else all; those that nobody has loaded have no signal. */
static GArray *reviews_of(struct publisher *p, const struct report_block *from)
{
    GArray *reviews = g_array_new(FALSE, FALSE, sizeof(struct review));
    const guint n = from->measures->len > 0 ? from->measures->len : measures_count(p->measures);
    for (guint i = 0; i < n; i++) {
        const struct measure *measure = from->measures->len > 0
                                            ? g_array_index(from->measures, const struct measure *, i)
                                            : measures_at(p->measures, i);
        const struct review review = publish_review(p, measure);
        if (!measure->is_missing)
            g_array_append_val(reviews, review);
    }
    return reviews;
}

static guint place_of(const GPtrArray *order, const struct measure *measure)
{
    guint place = order->len;
    g_ptr_array_find((GPtrArray *)(uintptr_t)order, measure, &place);
    return place;
}

/* In the order in which the report's pages name them. */
static int compare_places(const void *a, const void *b, void *order)
{
    const struct review *left = a, *right = b;
    const guint x = place_of(order, left->measure), y = place_of(order, right->measure);
    return x != y ? (x < y ? -1 : 1) : measures_compare_refs(&left->measure, &right->measure);
}

/* What the board has set a target for comes first. */
static int compare_weights(const void *a, const void *b, void *order)
{
    const struct review *left = a, *right = b;
    const bool left_has = left->target != NULL, right_has = right->target != NULL;
    return left_has != right_has ? right_has - left_has : compare_places(a, b, order);
}

static char *name_of(const struct review *review)
{
    return g_strdup_printf("%s %s", review->measure->ref, review->measure->title);
}

/* "low in December 2020", "high on 21 January 2021". */
static char *unusual_words(const struct review *review)
{
    g_autofree char *period = sentence_period(&review->signal_period);
    const char *high = review->measure->better == BETTER_HIGHER ? "improving" : "concerning";
    const bool is_high = g_str_equal(review->signal, "high") || g_str_equal(review->signal, high);
    return g_strdup_printf("%s %s %s", is_high ? "high" : "low", review->signal_period.kind == PERIOD_DAY ? "on" : "in",
                           period);
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

static const char *const before_words[] = {
    [RATING_NONE] = "not rated", [RATING_GREEN] = "green", [RATING_AMBER] = "amber", [RATING_RED] = "red"};

static char *signal_sentence(const struct review *review, enum signal_kind kind)
{
    g_autofree char *name = name_of(review);
    if (kind == SIGNAL_NEW_RED || kind == SIGNAL_NO_LONGER_RED) {
        g_autofree char *against = against_target(review);
        return g_strdup_printf("%s: %s, %s (%s at the previous board).",
                               kind == SIGNAL_NEW_RED ? "New red" : "No longer red", name, against,
                               before_words[review->rating_before]);
    }
    g_autofree char *unusual = unusual_words(review);
    return g_strdup_printf("Unusual: %s, %s.", name, unusual);
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
    g_autoptr(GArray) reviews = reviews_of(p, from);
    g_autoptr(GPtrArray) order = publish_measures_of_report(p->report);
    g_array_sort_with_data(reviews, compare_weights, order);
    block->is_dense = true;
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "mark", "Signal", UNIT_TEXT);
    frame_add_column(frame, "text", "What has changed since the previous board", UNIT_TEXT);
    fill_signals(frame, reviews, publish_most(from, MOST_SIGNALS));
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block, "Nothing is red, and no month since the previous board is unusual.");
}

/* What the board is told of one exception. */
static char *why_of(const struct publisher *p, const struct review *review)
{
    const struct comment *comment = standing_comment(p->standing, review->measure->id);
    g_autofree char *unusual =
        review->signal != NULL && g_str_equal(review->signal, "concerning") ? unusual_words(review) : NULL;
    const char *text = comment == NULL ? "No commentary has been given to this board." : comment->text;
    return unusual == NULL ? g_strdup(text) : g_strdup_printf("Unusually %s. %s", unusual, text);
}

/* Texts of the actions on a measure, one of them that is not done giving owner and date. */
struct answer {
    GString *actions;
    const char *owner;
    int32_t by;
    bool is_done; /* there are actions, and none is open */
};

static void take_action(struct answer *answer, const struct action *action)
{
    g_string_append_printf(answer->actions, "%s%s %s (%s)", answer->actions->len > 0 ? "; " : "", action->ref,
                           action->text, action->status);
    const bool is_open = !g_str_equal(action->status, "done");
    answer->is_done &= !is_open;
    if (answer->owner == NULL || is_open)
        answer->owner = action->owner;
    if (is_open && action->complete_by != DATE_NONE && (answer->by == DATE_NONE || action->complete_by < answer->by))
        answer->by = action->complete_by;
}

static struct answer answer_of(const struct publisher *p, const struct review *review)
{
    struct answer answer = {g_string_new(NULL), NULL, DATE_NONE, false};
    g_autoptr(GPtrArray) actions = standing_actions_on(p->standing, review->measure);
    answer.is_done = actions->len > 0;
    for (guint i = 0; i < actions->len; i++)
        take_action(&answer, actions->pdata[i]);
    if (answer.actions->len == 0)
        g_string_append(answer.actions, "No action of the plan names it.");
    if (answer.owner == NULL)
        answer.owner =
            review->target != NULL && review->target->owner != NULL ? review->target->owner : review->measure->owner;
    return answer;
}

static void add_exception(struct publisher *p, struct frame *frame, const struct review *review)
{
    g_autofree char *name = name_of(review), *why = why_of(p, review);
    struct answer answer = answer_of(p, review);
    const struct period by = {.kind = PERIOD_DAY, .start = answer.by, .end = answer.by};
    frame_add_text(frame, name);
    frame_add_text(frame, publish_unit_words(review->measure));
    publish_add_figure(frame, review->measure, review->now);
    if (review->target == NULL)
        frame_add_symbol(frame, "z");
    else
        frame_add_number_in(frame, review->target->value, review->measure->unit, NULL);
    frame_add_text(frame, review->rating == RATING_RED ? "Red" : "concerning");
    frame_add_text(frame, why);
    frame_add_text(frame, answer.actions->str);
    frame_add_text(frame, answer.owner);
    const char *no_date = answer.is_done ? "Done" : "No date";
    g_autofree char *date = answer.by == DATE_NONE ? g_strdup(no_date) : publish_period_label(&by);
    frame_add_text(frame, date);
    g_string_free(answer.actions, TRUE);
}

static void set_finding(struct publisher *p, struct page *page, const GArray *reviews)
{
    guint n = 0, n_red = 0, n_silent = 0, n_idle = 0;
    for (guint i = 0; i < reviews->len; i++) {
        const struct review *review = &g_array_index(reviews, struct review, i);
        if (!review_is_exception(review))
            continue;
        g_autoptr(GPtrArray) actions = standing_actions_on(p->standing, review->measure);
        n++;
        n_red += review->rating == RATING_RED;
        n_silent += standing_comment(p->standing, review->measure->id) == NULL;
        n_idle += actions->len == 0;
    }
    if (n > 0)
        page->finding = document_printf(
            p->document,
            "%u %s a reason: %u %s red, %u unusual in the wrong direction only. %u %s no commentary yet, and %u no "
            "action of the plan.",
            n, n == 1 ? "measure needs" : "measures need", n_red, n_red == 1 ? "is" : "are", n - n_red, n_silent,
            n_silent == 1 ? "has" : "have", n_idle);
}

static bool has_targets(const GArray *reviews)
{
    for (guint i = 0; i < reviews->len; i++)
        if (g_array_index(reviews, struct review, i).target != NULL)
            return true;
    return false;
}

void build_exceptions(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    g_autoptr(GArray) reviews = reviews_of(p, from);
    g_autoptr(GPtrArray) order = publish_measures_of_report(p->report);
    g_array_sort_with_data(reviews, compare_places, order);
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "measure", "Measure", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "value", "Latest", UNIT_NUMBER);
    frame_add_column(frame, "target", "Target", UNIT_NUMBER);
    frame_add_column(frame, "mark", "Signal", UNIT_TEXT);
    frame_add_column(frame, "why", "What happened, and why", UNIT_TEXT);
    frame_add_column(frame, "action", "What is being done", UNIT_TEXT);
    frame_add_column(frame, "owner", "Owner", UNIT_TEXT);
    frame_add_column(frame, "by", "By", UNIT_TEXT);
    for (guint i = 0; i < reviews->len; i++)
        if (review_is_exception(&g_array_index(reviews, struct review, i)))
            add_exception(p, frame, &g_array_index(reviews, struct review, i));
    if (page->finding == NULL)
        set_finding(p, page, reviews);
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block,
                      has_targets(reviews) ? "No measure is red, and none is unusual in the wrong direction."
                                           : "No target is in force, so that no measure can be red; none is unusual in "
                                             "the wrong direction.");
}
