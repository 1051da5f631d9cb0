/* The order in which pages list what differs between two moments: first what reads otherwise, last what reads the same
 * as shown; of each, measures about the data itself, which every load moves, after the others. Headlines of these stand
 * last whatever they read. restatement.csv keeps
 * the order of figures.csv. */
#ifndef SCORECARD_STAGES_PUBLISH_PUBLISH_RESTATED_H
#define SCORECARD_STAGES_PUBLISH_PUBLISH_RESTATED_H

#include "stages/publish/publish.h"
#include "stages/restate/restatement.h"

/* A row and its place: the lower the rank the earlier, then by the measure's reference, then as it was. */
struct restated_place {
    const struct measure *measure;
    const struct restated *row; /* NULL: the measure's headline */
    guint rank;
    bool is_alike; /* old and new print alike: other cases or numbers stand behind them */
};

/* Sorts the places (struct restated_place) by what their figures show. */
void restated_sort(const struct publisher *p, GArray *places);
guint restated_count_alike(const GArray *places);

#endif
