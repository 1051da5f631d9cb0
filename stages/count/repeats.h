/* Cases that a measure lists more than once: a join that doubles rows doubles every count, and 4 children who show as 8
 * are no small number that would be hidden.
 *
 * Of a measure that counts children no two rows may have one case_id and the same days; of one without a total (`all:
 * no`) the same splits as well. Amounts may come in several lines a case: there a row repeats another that is the same
 * in every column. Rows of two files are two cases whatever their ids: a plan issued here and one that came with a
 * child may bear the same number. Other things that are counted (`counts: other`) may have no name of their own, as two
 * findings in one cell have none: they are not looked at. */
#ifndef SCORECARD_STAGES_COUNT_REPEATS_H
#define SCORECARD_STAGES_COUNT_REPEATS_H

#include "stages/measure/measure_rows.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* 64-bit fingerprints of case_id and days: what shows at little cost that no row is a repeat. Two rows that differ may
 * share one, if hardly ever, so a repeat is a suspicion only. Most measures list their cases in order, and none that
 * comes behind the one before it repeats any. */
struct fingerprints {
    GArray *list; /* uint64_t, one a row */
    bool is_out_of_order;
    bool is_number; /* the last row's case_id, a number or a text */
    int64_t number;
    GString *text;
    struct row_days days; /* the last row's */
};

void fingerprints_init(struct fingerprints *fingerprints);
void fingerprints_clear(struct fingerprints *fingerprints);
/* Whether a measure's rows are looked at. */
bool repeats_are_faults(const struct measure *measure);
/* Takes the row in hand, whose days these are. */
void fingerprints_add(struct fingerprints *fingerprints, const struct measure_entry *entry,
                      const struct row_days *days);
/* Whether any two are the same. */
bool fingerprints_repeat(const struct fingerprints *fingerprints);

/* Compares the rows for which `is_counted` holds whole: steps the query again. INVALID where the query names `case_id`
 * when one repeats another. */
bool repeats_refuse(const struct measure_entry *entry,
                    bool (*is_counted)(const void *data, const struct row_days *days), const void *data,
                    GError **error);

#endif
