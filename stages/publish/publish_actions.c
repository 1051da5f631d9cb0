/* Builders of what people wrote: the action plan, the commentary. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/date.h"

char *publish_action_status(const struct action *action)
{
    const bool says_overdue = g_str_equal(action->status, "overdue");
    return g_strdup_printf("%s%s", action->status, action->is_overdue && !says_overdue ? ", overdue" : "");
}

static void add_action(struct frame *frame, const struct action *action)
{
    const struct period by = {.kind = PERIOD_DAY, .start = action->complete_by, .end = action->complete_by};
    g_autofree char *date = action->complete_by == DATE_NONE ? g_strdup("Ongoing") : publish_period_label(&by);
    g_autofree char *status = publish_action_status(action);
    frame_add_text(frame, action->priority);
    frame_add_text(frame, action->ref);
    frame_add_text(frame, action->text);
    frame_add_text(frame, action->owner);
    frame_add_text(frame, date);
    frame_add_text(frame, status);
    frame_add_text(frame, action->note == NULL ? "None" : action->note);
}

/* The plan under its priorities, as its latest report has it. */
void build_actions(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    if (is_empty)
        return;
    const GArray *actions = standing_actions(p->standing);
    block->is_dense = true;
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "topic", "Priority", UNIT_TEXT);
    frame_add_column(frame, "ref", "Action", UNIT_TEXT);
    frame_add_column(frame, "action", "What is to be done", UNIT_TEXT);
    frame_add_column(frame, "owner", "Owner", UNIT_TEXT);
    frame_add_column(frame, "by", "Complete by", UNIT_TEXT);
    frame_add_column(frame, "status", "Status", UNIT_TEXT);
    frame_add_column(frame, "note", "Note", UNIT_TEXT);
    guint n_overdue = 0;
    for (guint i = 0; i < actions->len; i++) {
        add_action(frame, &g_array_index(actions, struct action, i));
        n_overdue += g_array_index(actions, struct action, i).is_overdue;
    }
    block->subtitle = document_text(p->document, "The action plan, as its latest report has it");
    if (from->title == NULL && actions->len > 0)
        block->title = document_printf(p->document, "%u of %u actions %s overdue", n_overdue, actions->len,
                                       n_overdue == 1 ? "is" : "are");
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block, "[z] The plan has no action yet.");
}

/* What people wrote on the measures for this board; without any, there is no block. */
void build_comments(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = NULL;
    for (guint i = 0; i < from->measures->len; i++) {
        const struct measure *measure = g_array_index(from->measures, const struct measure *, i);
        const struct comment *comment = standing_comment(p->standing, measure->id);
        if (comment == NULL)
            continue;
        bool is_empty;
        if (block == NULL)
            block = publish_start_block(p, page, from, BLOCK_TEXT, &is_empty);
        paragraphs_add(&block->paragraphs,
                       document_printf(p->document, "%s: %s (%s)", measure->ref, comment->text, comment->author));
    }
    if (block != NULL && block->title == NULL)
        block->title = document_text(p->document, "Commentary");
}
