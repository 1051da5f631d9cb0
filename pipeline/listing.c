#include "pipeline/listing.h"

#include "pipeline/lib/files.h"
#include "pipeline/lib/json_write.h"
#include "pipeline/lib/project_changes.h"
#include "pipeline/lib/shown.h"

#include <stdio.h>

/* Which of the project's files have a part in a definition. */
struct origin {
    bool is_own;   /* it is the project's */
    char *changes; /* what changes it, below the project's folder; NULL: nothing */
};

/* A file that could not be looked at is found as if it were there, so it is looked at again: what it changes has been
 * read by now. */
static struct origin origin_of(const struct project *project, const struct listed *listed)
{
    g_autofree char *stem = project_stem(listed->path, listed->suffix);
    g_autofree char *changes = project_find_changes(project, listed->folder, stem, listed->suffix);
    const bool is_changed = changes != NULL && path_look(changes, NULL) == PATH_FILE;
    return (struct origin){project_is_own(project, listed->path),
                           is_changed ? project_relative_path(project, changes) : NULL};
}

static const char *text_or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static void print_line(const struct listed *listed, const struct origin *origin)
{
    shown_print(stdout, "%-32s %s", listed->id, text_or_empty(listed->line));
    if (origin->changes != NULL)
        shown_print(stdout, "  (changed by %s of the project)", origin->changes);
    else if (origin->is_own)
        fputs("  (of the project)", stdout);
    putchar('\n');
}

static void print_property(const char *name, const char *value)
{
    if (value != NULL && *value != '\0')
        shown_print(stdout, "%-14s %s\n", name, value);
}

static void print_whole(const struct project *project, const struct listed *listed, const struct origin *origin)
{
    for (guint i = 0; i < listed->n_properties; i++)
        print_property(listed->properties[i].name, listed->properties[i].value);
    g_autofree char *texts = listed->texts == NULL ? NULL : g_strjoinv(", ", (char **)(uintptr_t)listed->texts);
    g_autofree char *path = project_relative_path(project, listed->path);
    print_property(listed->texts_name, texts);
    shown_print(stdout, "%-14s %s of the %s\n", "file", path, origin->is_own ? "project" : "program");
    print_property("changed by", origin->changes);
}

static void add_object(JsonBuilder *builder, const struct listed *listed, const struct origin *origin)
{
    json_builder_begin_object(builder);
    for (guint i = 0; i < listed->n_properties; i++)
        json_add_text(builder, listed->properties[i].name, text_or_empty(listed->properties[i].value));
    if (listed->texts_name != NULL)
        json_add_texts(builder, listed->texts_name, listed->texts);
    json_add_text(builder, "from", origin->is_own ? "project" : "program");
    json_add_text(builder, "changes", text_or_empty(origin->changes));
}

bool listing_is_whole(const struct listing *listing)
{
    return listing->name != NULL;
}

static void consider(struct listing *listing, const char *id)
{
    slip_consider(&listing->slip, id);
    if (listing->slip.nearest != id)
        return;
    g_free(listing->nearest);
    listing->slip.nearest = listing->nearest = g_strdup(id);
}

bool listing_open(struct listing *listing, const struct listed *listed)
{
    if (listing->name != NULL && !g_str_equal(listing->name, listed->id) &&
        g_strcmp0(listing->name, listed->ref) != 0) {
        consider(listing, listed->id);
        return false;
    }
    const struct origin origin = origin_of(listing->project, listed);
    g_autofree char *changes = origin.changes;
    listing->is_found = true;
    if (listing->builder != NULL)
        add_object(listing->builder, listed, &origin);
    else if (listing_is_whole(listing))
        print_whole(listing->project, listed, &origin);
    else
        print_line(listed, &origin);
    return true;
}

void listing_close(struct listing *listing)
{
    if (listing->builder != NULL)
        json_builder_end_object(listing->builder);
}
