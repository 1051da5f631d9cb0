/* What earlier editions told: their figures.csv, as they were given away. A reader has them beside the edition that is
 * being made, and takes a measure, breakdown, category and period for the same number in all of them.
 *
 * So what an earlier edition hid stays hidden, and what it told is known, whatever this edition does. Where it told
 * another number than the data have now they were corrected since, and it says nothing about today's. Files name
 * measures by id; one that was renamed is known by its reference, and one that is no more is passed over. */
#ifndef SCORECARD_STAGES_DISCLOSE_PAST_H
#define SCORECARD_STAGES_DISCLOSE_PAST_H

#include "stages/count/slots.h"
#include "stages/measure/measure.h"
#include "stages/measure/period.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct past;

/* Takes all files (NULL-ended), in any order. Without `measures` (NULL) those that were renamed are not found, which
 * does to look whether files are good; with them, they are to outlive what asks the past. DATA with file and line for
 * one that is no figures.csv of a run that hid small numbers (below `threshold`), SYSTEM for one that cannot be read.
 */
struct past *past_read(char *const *paths, const struct measures *measures, gint64 threshold, GError **error);
void past_free(struct past *past);
guint past_count(const struct past *past);
const char *past_sha256(const struct past *past, guint edition);

/* Lets a calendar list the periods that only earlier editions tell. USAGE when one tells of days after as-at. The
 * calendar is not to outlive the past. */
bool past_extend(struct past *past, const struct measures *measures, struct calendar *calendar, GError **error);

enum past_word {
    PAST_SILENT,    /* no edition tells of it */
    PAST_CORRECTED, /* told as another number than today's */
    PAST_HIDDEN,
    PAST_TOLD, /* as it is today */
};

/* A figure's place, and what its numerator and denominator come to today. */
struct past_question {
    const struct measure *measure;
    const char *breakdown, *category;
    struct period period;
    int64_t numbers[2];
};

/* What the editions say of a figure's numerator and denominator together: the last of the words above that is true of
 * any. A category without a row where its split has rows was told as 0. */
void past_ask(const struct past *past, const struct past_question *question, enum past_word words[static 2]);
/* Whether any edition tells of the measure in that period. */
bool past_tells(const struct past *past, const struct measure *measure, const struct period *period);

/* A line that an edition hid. */
struct past_line {
    const char *measure, *breakdown, *category;
};
/* struct past_line: each line of which anything was hidden, once, in order. Owned by the past. */
const GArray *past_hidden_lines(const struct past *past);

#endif
