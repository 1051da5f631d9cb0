/* What `scorecard list` writes: a line of each thing, or all of one, as text or as JSON. */
#ifndef SCORECARD_PIPELINE_LISTING_H
#define SCORECARD_PIPELINE_LISTING_H

#include "pipeline/context.h"
#include "pipeline/lib/slip.h"

#include <json-glib/json-glib.h>

struct listing {
    const struct project *project;
    JsonBuilder *builder; /* within its list; NULL: as text */
    const char *name;     /* the one to show in full; NULL: a line of each */
    struct slip slip;     /* of `name` */
    char *nearest;        /* what it points to: things are listed and gone; the lister frees */
    bool is_found;
};

struct property {
    const char *name, *value; /* NULL: empty */
};

struct listed {
    const char *id, *line; /* of its line in the text: the name, and what is said of it */
    const char *ref;       /* the other name it goes by; NULL: none */
    const char *path;      /* of its file, which tells whose it is */
    const char *folder, *suffix;
    const struct property *properties;
    guint n_properties;
    const char *texts_name; /* of a list that it has; NULL: none */
    char *const *texts;     /* NULL-ended, or NULL */
};

/* Begins a thing: its line, or its properties and whose it is. False when it is not wanted; else listing_close. */
bool listing_open(struct listing *listing, const struct listed *listed);
void listing_close(struct listing *listing);
/* All of it is shown: what a line has no room for may follow. */
bool listing_is_whole(const struct listing *listing);

#endif
