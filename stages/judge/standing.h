/* What figures are held against: targets, DfE's published figures, steps, baselines, commentary and the labels of
 * codes. Read once from the warehouse; constant afterwards. */
#ifndef SCORECARD_STAGES_JUDGE_STANDING_H
#define SCORECARD_STAGES_JUDGE_STANDING_H

#include "pipeline/lib/db.h"
#include "stages/count/figures.h"
#include "stages/measure/measure.h"
#include "stages/measure/period.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct target {
    double value, amber_within; /* in the measure's unit */
    const char *owner;
    int32_t from;
};

struct step { /* a lasting change that re-bases a control chart */
    int32_t date;
    const char *reason;
};

struct baseline { /* a figure of the past, such as an inspection's */
    const char *label;
    int32_t date;
    bool has_numerator, has_denominator;
    double numerator, denominator, value;
};

struct comment {
    const char *text, *author;
    const char *actions; /* refs of actions on it, parted by ";"; or NULL */
};

struct action { /* of the action plan, as its latest report has it */
    const char *ref, *priority, *text, *measure, *owner, *status, *note; /* note may be NULL */
    int32_t complete_by;                                                 /* DATE_NONE: ongoing */
    bool is_overdue;
};

enum geography { GEOGRAPHY_ENGLAND, GEOGRAPHY_REGION, GEOGRAPHY_COUNCIL };

struct benchmark {
    enum geography geography;
    const char *breakdown, *category;
    const char *period; /* as DfE writes it: "2020", "202425" */
    int32_t period_end;
    bool has_value; /* DfE prints a symbol instead */
    double value;
};

struct standing;

/* Call after measures_prepare. */
struct standing *standing_load(struct db *db, const struct calendar *calendar, GError **error);
void standing_free(struct standing *standing);

/* The target in force: the latest from_date ≤ as-at; NULL when none is. */
const struct target *standing_target(const struct standing *standing, const char *measure);
/* Steps of a measure in order of date (struct step); never NULL, owned by the standing. */
const GArray *standing_steps(const struct standing *standing, const char *measure);
/* The newest published figure whose period had ended by as-at. False when DfE publishes none for the measure at all. A
 * figure that is not there, or whose period had not ended, has has_value false. */
bool standing_benchmark(const struct standing *standing, const char *measure, const char *breakdown,
                        const char *category, enum geography geography, struct benchmark *benchmark);
/* All published figures of a measure's `all` that had ended by as-at, by period (struct benchmark). The caller unrefs.
 */
GArray *standing_published(const struct standing *standing, const char *measure);
/* Commentary whose as_at is the run's; NULL when there is none. */
const struct comment *standing_comment(const struct standing *standing, const char *measure);
/* The measure's baseline of that label, or (NULL) its earliest; NULL when there is none. */
const struct baseline *standing_baseline(const struct standing *standing, const char *measure, const char *label);
/* The action plan, priority by priority as its report names them (struct action). */
const GArray *standing_actions(const struct standing *standing);
/* Actions that the measure's commentary names by reference, or whose own measure is this one's id, reference or title
 * (const struct action *). The caller unrefs. */
GPtrArray *standing_actions_on(const struct standing *standing, const struct measure *measure);
/* What readers call a category: the label of its code list, a school's name, or the category itself. */
const char *standing_label(const struct standing *standing, const char *split, const char *category);
/* Place of a category in its code list; G_MAXINT when it has none (then the largest comes first). */
int standing_rank(const struct standing *standing, const char *split, const char *category);

enum rating { RATING_NONE, RATING_GREEN, RATING_AMBER, RATING_RED };
/* "Not rated", "Green", "Amber", "Red". */
const char *rating_name(enum rating rating);
/* Green: target or better; amber: worse by at most amber_within; red beyond. Not rated: no target, `better: neither`,
 * no value, a denominator under the rate minimum (symbol u). */
enum rating standing_rate(const struct standing *standing, const struct figure *figure);
/* The same by the target in force on an earlier day. */
enum rating standing_rate_at(const struct standing *standing, const struct figure *figure, int32_t day);

#endif
