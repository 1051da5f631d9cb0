/* The list of lists: schemas/codes/split_labels.csv says which code list labels a split on pages, and in what order its
 * categories stand: `listed`, the list's own, or `value`, the largest first, which is also meant by an empty cell. */
#ifndef SCORECARD_STAGES_JUDGE_SPLIT_LABELS_H
#define SCORECARD_STAGES_JUDGE_SPLIT_LABELS_H

#include "pipeline/lib/project.h"
#include "stages/measure/measure.h"

/* `measures` are prepared (their splits known). INVALID, with file and line, for a list that is not there, another
 * order, or a split that no measure has and that is like one that a measure has but for a slip. */
bool split_labels_check(const struct project *project, const struct measures *measures, GError **error);

#endif
