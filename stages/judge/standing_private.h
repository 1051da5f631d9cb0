/* What standing holds: standing_load.c reads it, standing.c looks it up. Only standing*.c include this. */
#ifndef SCORECARD_STAGES_JUDGE_STANDING_PRIVATE_H
#define SCORECARD_STAGES_JUDGE_STANDING_PRIVATE_H

#include "stages/judge/standing.h"

struct measured_benchmark {
    const char *measure;
    struct benchmark benchmark;
};

struct label {
    const char *text;
    int rank;
};

struct standing {
    int32_t as_at;
    GHashTable *targets;   /* measure → GArray of struct target, in order of date */
    GHashTable *steps;     /* measure → GArray of struct step */
    GHashTable *baselines; /* measure → GArray of struct baseline, in order of date */
    GHashTable *comments;  /* measure → struct comment */
    GHashTable *labels;    /* "split=category" → struct label */
    GArray *benchmarks;    /* struct measured_benchmark, by measure, category, geography, period_end */
    GArray *actions;       /* struct action */
    GArray *no_steps;
    GStringChunk *texts;
};

#endif
