/* The set of files a run writes. It is built in a folder beside OUT and exchanged with it at the end: a reader sees the
 * old set or the new one. Files that are not of the set (samples, a person's notes) are carried over.
 *
 * OUT may be a link to a folder. It must be absent, empty or hold a manifest.json of ours. A reject file that someone
 * is correcting (its hash is not the manifest's any more, and it has not been loaded) stops the run before anything is
 * touched. */
#ifndef SCORECARD_PIPELINE_OUTPUT_H
#define SCORECARD_PIPELINE_OUTPUT_H

#include "pipeline/context.h"

#include <glib.h>
#include <stdbool.h>

struct output;

/* Whether a file of this SHA-256 has been loaded into the warehouse, a path. */
typedef bool (*output_was_loaded)(const char *sha256, const char *warehouse);

/* Removes what a killed run left beside `path`, checks OUT and makes the staging folder (0700). SYSTEM otherwise, also
 * when another run is writing there. `was_loaded` NULL: nothing was. */
struct output *output_open(const char *path, output_was_loaded was_loaded, const char *warehouse, GError **error);
/* SYSTEM when `file`, which is to stay (the warehouse), lies in OUT. */
bool output_refuse_inside(const struct output *output, const char *file, GError **error);
/* Takes the staging folder away if it was not committed. */
void output_close(struct output *output);

/* Writes one file of the set, mode 0600; `name` is relative ("rejects/person.csv"). */
bool output_write(struct output *output, const char *name, const char *text, gsize length, GError **error);
/* Path at which another writer puts the file `name`; output_add then takes it into the set. The caller frees. */
char *output_path(struct output *output, const char *name);
bool output_add(struct output *output, const char *name, GError **error);
/* name → SHA-256 of the files so far, in name order (GTree of char *). Owned by the output. */
GTree *output_hashes(struct output *output);
/* Carries other files over, flushes and exchanges: OUT is the new set, and the old one is where that was built, until
 * it is taken away (finish) or put back (undo). Whoever finishes has kept all: that the old set cannot be taken away
 * is said, and is no error. */
bool output_place(struct output *output, GError **error);
void output_finish(struct output *output, const struct context *context);
void output_undo(struct output *output);

#endif
