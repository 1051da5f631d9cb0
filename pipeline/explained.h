/* A figure explained: the cases behind it, and for --json all that it comes from and what changed in it. */
#ifndef SCORECARD_PIPELINE_EXPLAINED_H
#define SCORECARD_PIPELINE_EXPLAINED_H

#include "pipeline/definitions.h"
#include "stages/explain/case_changes.h"
#include "stages/explain/cases.h"
#include "stages/warehouse/person.h"

#include <glib.h>
#include <stdbool.h>

struct explained {
    const struct context *context;
    struct definitions definitions;
    const struct measure *measure;
    struct case_list *list;
    struct people *people; /* NULL: no personal columns */
    const char *marking;   /* of a list that shows what publications hide, or may; NULL: of another */
};

/* Whether publications could hide it: there are cases, and they are children or an identity ties them to children. */
bool explained_may_be_hidden(const struct explained *explained);
/* Whether the figure of these cases is hidden from publications: counted and suppressed as `run` would, on a connection
 * of its own. A figure that no publication has is judged by its own size. */
bool explained_is_hidden(const struct explained *explained, bool *is_hidden, GError **error);
/* The same figure at the board before: the cases as at its day, as they were known when that day was first published
 * from this warehouse, or at --against; else as they are known now. */
struct previous {
    struct db *db;
    struct definitions definitions;
    struct case_list *list;
    struct case_changes *changes;
    char *known_at;
};
bool previous_make(struct previous *previous, const struct explained *explained, GError **error);
void previous_clear(struct previous *previous);
/* {measure, definition, sql, files, dates, loads, cases, changes, …}; the caller frees. NULL at a fault. */
char *explained_json(const struct explained *explained, const struct previous *previous, GError **error);

#endif
