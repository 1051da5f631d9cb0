/* Builder of the exceptions: what is red, or unusual in the wrong direction, with its reason, its actions, who does
 * them and by when. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/date.h"
#include "stages/judge/sentence.h"

#define MOST_AT_EASE 10 /* more are set closer */
#define OWNER_BREAK "; "

static void append_rating(GString *text, const struct review *review)
{
    if (review->rating != RATING_RED)
        return;
    if (review->before == NULL)
        g_string_append(text, "red, with no figure for the previous board");
    else if (review->rating_before == RATING_RED)
        g_string_append(text, "red at both boards");
    else
        g_string_append_printf(text, "red now, %s at the previous board", publish_rating_before(review));
}

static void append_change(GString *text, const struct review *review)
{
    const struct figure *now = review->now, *before = review->before;
    if (now == NULL || before == NULL || !now->has_value || !before->has_value)
        return;
    g_autofree char *was = sentence_value(before);
    g_string_append_printf(text, "%s%s%s", text->len > 0 ? "; " : "",
                           sentence_is_same(now, before) ? "unchanged at "
                           : now->value > before->value  ? "up from "
                                                         : "down from ",
                           was);
}

/* What the figures say of an exception: "Red at both boards; up from 27; 31 December 2020 was unusually high." The
 * caller frees. */
static char *happened(const struct review *review)
{
    g_autoptr(GString) text = g_string_new(NULL);
    append_rating(text, review);
    append_change(text, review);
    if (review->signal != NULL && g_str_equal(review->signal, "concerning")) {
        g_autofree char *unusual = sentence_unusual(&review->signalled);
        g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", unusual);
    }
    g_string_append_c(text, '.');
    *text->str = g_ascii_toupper(*text->str);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static const char *why_of(const struct publisher *p, const struct review *review)
{
    const struct comment *comment = standing_comment(p->standing, review->measure->id);
    return comment == NULL ? "No reason has been given to this board." : comment->text;
}

/* Texts of the actions on a measure, the owners of those that are not done (else of all), each once, and the first date
 * of theirs. */
struct answer {
    GString *actions, *owners;
    int32_t by;
    bool is_done; /* there are actions, and none is open */
};

static void add_owner(GString *owners, const char *owner)
{
    if (owner == NULL)
        return;
    g_auto(GStrv) known = g_strsplit(owners->str, OWNER_BREAK, -1);
    if (!g_strv_contains((const char *const *)known, owner))
        g_string_append_printf(owners, "%s%s", owners->len > 0 ? OWNER_BREAK : "", owner);
}

static void take_action(struct answer *answer, const struct action *action)
{
    g_autofree char *status = publish_action_status(action);
    g_string_append_printf(answer->actions, "%s%s %s (%s)", answer->actions->len > 0 ? "; " : "", action->ref,
                           action->text, status);
    const bool is_open = !g_str_equal(action->status, "done");
    if (is_open && answer->is_done)
        g_string_truncate(answer->owners, 0);
    answer->is_done &= !is_open;
    if (is_open || answer->is_done)
        add_owner(answer->owners, action->owner);
    if (is_open && action->complete_by != DATE_NONE && (answer->by == DATE_NONE || action->complete_by < answer->by))
        answer->by = action->complete_by;
}

static struct answer answer_of(const struct publisher *p, const struct review *review)
{
    struct answer answer = {g_string_new(NULL), g_string_new(NULL), DATE_NONE, false};
    g_autoptr(GPtrArray) actions = standing_actions_on(p->standing, review->measure);
    answer.is_done = actions->len > 0;
    for (guint i = 0; i < actions->len; i++)
        take_action(&answer, actions->pdata[i]);
    if (answer.actions->len == 0)
        g_string_append(answer.actions, "No action of the plan names it yet.");
    if (answer.owners->len == 0)
        g_string_append(answer.owners, review->target != NULL && review->target->owner != NULL
                                           ? review->target->owner
                                           : review->measure->owner);
    return answer;
}

static void add_exception(struct publisher *p, struct frame *frame, const struct review *review)
{
    g_autofree char *name = publish_name(review->measure), *what = happened(review);
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
    frame_add_text(frame, what);
    frame_add_text(frame, why_of(p, review));
    frame_add_text(frame, answer.actions->str);
    frame_add_text(frame, answer.owners->str);
    const char *no_date = answer.is_done ? "Done" : "No date";
    g_autofree char *date = answer.by == DATE_NONE ? g_strdup(no_date) : publish_period_label(&by);
    frame_add_text(frame, date);
    g_string_free(answer.actions, TRUE);
    g_string_free(answer.owners, TRUE);
}

/* "all are red", "2 are red, 1 is unusual in the wrong direction only". The caller frees. */
static char *reason_words(guint n, guint n_red)
{
    const guint n_other = n - n_red;
    const char *is = n_other == 1 ? "is" : "are";
    if (n == 1)
        return g_strdup(n_red == 1 ? "it is red" : "it is unusual in the wrong direction, and not red");
    if (n_other == 0)
        return g_strdup("all are red");
    return n_red == 0 ? g_strdup("all are unusual in the wrong direction, and none is red")
                      : g_strdup_printf("%u %s red, %u %s unusual in the wrong direction only", n_red,
                                        n_red == 1 ? "is" : "are", n_other, is);
}

/* "All have a reason", "1 has no reason yet", "3 have no reason yet". The caller frees. */
static char *silent_words(guint n, guint n_silent)
{
    if (n_silent == 0)
        return g_strdup(n == 1 ? "It has a reason" : "All have a reason");
    return g_strdup_printf("%u %s no reason yet", n_silent, n_silent == 1 ? "has" : "have");
}

/* "all an action", "3 no action". The caller frees. */
static char *idle_words(guint n, guint n_idle)
{
    return n_idle == 0 ? g_strdup(n == 1 ? "an action" : "all an action") : g_strdup_printf("%u no action", n_idle);
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
    if (n == 0)
        return;
    g_autofree char *red = reason_words(n, n_red), *silent = silent_words(n, n_silent), *idle = idle_words(n, n_idle);
    page->finding = document_printf(p->document, "%u %s a reason: %s. %s, and %s of the plan.", n,
                                    n == 1 ? "measure needs" : "measures need", red, silent, idle);
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
    g_autoptr(GArray) reviews = publish_reviews(p, from, publish_compare_places);
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "measure", "Measure", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "value", "Latest", UNIT_NUMBER);
    frame_add_column(frame, "target", "Target", UNIT_NUMBER);
    frame_add_column(frame, "mark", "Signal", UNIT_TEXT);
    frame_add_column(frame, "happened", "What happened", UNIT_TEXT);
    frame_add_column(frame, "why", "Why", UNIT_TEXT);
    frame_add_column(frame, "action", "What is being done", UNIT_TEXT);
    frame_add_column(frame, "owner", "By whom", UNIT_TEXT);
    frame_add_column(frame, "by", "By when", UNIT_TEXT);
    for (guint i = 0; i < reviews->len; i++)
        if (review_is_exception(&g_array_index(reviews, struct review, i)))
            add_exception(p, frame, &g_array_index(reviews, struct review, i));
    block->is_dense = frame_n_rows(frame) > MOST_AT_EASE;
    if (page->finding == NULL)
        set_finding(p, page, reviews);
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block,
                      has_targets(reviews) ? "No measure is red, and none is unusual in the wrong direction."
                                           : "No target is in force, so that no measure can be red; none is unusual in "
                                             "the wrong direction.");
}
