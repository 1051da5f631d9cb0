/* Which known name a misspelt one was meant to be: of properties, settings and other words of definitions. */
#ifndef SCORECARD_LIB_SLIP_H
#define SCORECARD_LIB_SLIP_H

#include <glib.h>

struct slip {
    const char *name, *nearest; /* nearest: NULL while none is near */
    guint distance;             /* of the nearest */
};

struct slip slip_begin(const char *name);
/* Takes `known` for the nearest where it is nearer than those before: at most two letters to put in, take out or
 * exchange, of a known name of five letters or fewer one, or two that changed places; case is ignored. */
void slip_consider(struct slip *slip, const char *known);
/* ': is "title" meant?' for the end of a message, or nothing. The caller frees. */
char *slip_hint(const struct slip *slip);

#endif
