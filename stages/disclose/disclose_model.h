/* What disclosure control knows: which numbers are published, and every equation that a reader can set up between them.
 *
 * Points are ends of days on which some period begins or ends; point 0, the ground, is before all time. A line is one
 * category of one breakdown of a measure; its spans are the periods it is published for. A series is one part of a line
 * as a running total over the points: a span's number is what the total grows by between the span's two points. A
 * state's total begins at the ground anew for each day. A relation says that series add up to nothing, at every point;
 * a reader knows that no total ever falls (no state is below 0) and that a category without a row is 0. */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_MODEL_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_MODEL_H

#include "pipeline/lib/limits.h"
#include "stages/count/figures.h"
#include "stages/disclose/disclose.h"
#include "stages/disclose/identity.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define MOST_POINTS LIMIT_DAYS
#define GROUND 0
#define NONE G_MAXUINT

__extension__ typedef unsigned __int128 point_set;

static inline point_set point_bit(guint point)
{
    return (point_set)1 << point;
}

/* The first member of a set that is not empty. */
static inline guint set_first(point_set set)
{
    const guint64 low = (guint64)set;
    return low != 0 ? (guint)__builtin_ctzll(low) : 64 + (guint)__builtin_ctzll((guint64)(set >> 64));
}

static inline bool set_has(point_set set, guint point)
{
    return (set >> point & 1) != 0;
}

struct span {
    guint8 from, to;        /* points */
    guint8 hidden, secured; /* bits 1 << part: not published; proven to have another possible value */
    guint8 told, given; /* bits: earlier editions told it, and nothing can hide it; they give it away by themselves */
    bool is_silent;     /* of a past period, and no edition tells it */
    gint32 cost;        /* what a reader loses with it */
    guint figure;       /* its row, or NONE: the category does not occur */
    struct period period;
};

/* Sets of spans are sets of their places in their line. */
struct line {
    const struct measure *measure;
    const char *breakdown, *category;
    guint first_span, n_spans;
    guint layout;
    guint series[N_PARTS];    /* NONE: the part is not counted, or not of children */
    point_set shown[N_PARTS]; /* the spans whose part is published; of the rest, none */
    point_set told[N_PARTS];  /* those whose part earlier editions told, which are shown too */
};

/* Where the spans of all lines of a measure begin and end. */
struct layout {
    point_set changing[MOST_POINTS + 1]; /* of each point: the spans that change when all points before it do */
};

struct series {
    guint line; /* NONE: the slack of a relation "at most", never published */
    enum figure_part part;
    bool is_state;
    point_set own;   /* the points at which its total is told */
    point_set tied;  /* bit p: the total stays as it is from p to p + 1, as everybody knows */
    point_set empty; /* bit p: nothing lies between p and p + 1; of a state, nothing is open at p */
    guint values;    /* where its totals begin: values[values + point] */
    guint first_use, n_uses;
};

struct term {
    guint series;
    gint64 coefficient;
};

/* A relation of a series, and what its term weighs in it: with two terms the one moves with the other, whatever they
 * are multiplied by. */
struct use {
    guint relation;
    gint64 weight;
};

struct relation {
    guint first_term, n_terms;
    guint favourite; /* the term that served last */
    bool has_slack;  /* one term stands in no other relation and is never published */
};

struct model {
    struct figures *figures;
    int32_t as_at;
    bool has_past; /* some spans were told by earlier editions (disclose_past.h) */
    guint n_points;
    int32_t *dates;    /* of points, from 1 on */
    GArray *lines;     /* struct line, in the order of figures.csv */
    GArray *layouts;   /* struct layout */
    GArray *spans;     /* struct span */
    GArray *series;    /* struct series */
    GArray *values;    /* int64_t, n_points a series */
    GArray *relations; /* struct relation */
    GArray *terms;     /* struct term */
    GArray *uses;      /* struct use, n_uses a series */
};

/* Builds the model of finished figures that nothing has been hidden from; nothing is hidden in it yet. NULL and FAULT
 * when periods begin and end on more days than a model holds. Lines that earlier editions hid are among its own. */
struct model *model_new(struct figures *figures, const struct disclosure_rules *rules, GError **error);
void model_free(struct model *model);

static inline struct line *model_line(const struct model *model, guint index)
{
    return &g_array_index(model->lines, struct line, index);
}
static inline struct span *model_span(const struct model *model, guint index)
{
    return &g_array_index(model->spans, struct span, index);
}
static inline struct series *model_series(const struct model *model, guint index)
{
    return &g_array_index(model->series, struct series, index);
}
static inline struct relation *model_relation(const struct model *model, guint index)
{
    return &g_array_index(model->relations, struct relation, index);
}
static inline struct term *model_term(const struct model *model, guint index)
{
    return &g_array_index(model->terms, struct term, index);
}
static inline const struct use *model_uses(const struct model *model, const struct series *series)
{
    return &g_array_index(model->uses, struct use, series->first_use);
}
static inline int64_t *model_values(const struct model *model, const struct series *series)
{
    return &g_array_index(model->values, int64_t, series->values);
}

/* The spans of a line that change when the totals of just these points do: those with one end in the set. */
static inline point_set model_changing(const struct model *model, const struct line *line, point_set set)
{
    const struct layout *layout = &g_array_index(model->layouts, struct layout, line->layout);
    point_set changing = 0;
    while (set != 0) {
        const guint first = set_first(set);
        const point_set carried = set + point_bit(first); /* past the run of points that begins there */
        const point_set next = carried & ~set;
        changing ^= layout->changing[next == 0 ? MOST_POINTS : set_first(next)] ^ layout->changing[first];
        set &= carried;
    }
    return changing;
}

/* What a part of a span comes to, as its figure tells it; 0 for a part that its measure does not tell. */
int64_t model_number(const struct model *model, const struct line *line, const struct span *span,
                     enum figure_part part);
/* The line, or NULL. */
const struct line *model_find_line(const struct model *model, const char *measure, const char *breakdown,
                                   const char *category);

/* Index of the first line that is not before this one. */
guint model_lower_line(const struct model *model, const char *measure, const char *breakdown, const char *category);

/* For the files that build: the series of all lines. */
void model_fill(struct model *model);
/* A series with its values, which are copied; its index. A relation is taken when it holds. */
guint model_add_series(struct model *model, const struct series *series, const int64_t *values);
void model_add_relation(struct model *model, const struct term *terms, guint n_terms);
/* Measures and lines that the data show to count the same. */
void model_relate_same(struct model *model);
/* Splits that add up, two-way tables, rates, identities; then each series learns its relations. */
void model_relate(struct model *model, const GPtrArray *identities);

#endif
