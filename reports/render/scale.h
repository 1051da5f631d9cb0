/* Scales, ticks and the placing of labels: the arithmetic of charts. Pure. */
#ifndef SCORECARD_RENDER_SCALE_H
#define SCORECARD_RENDER_SCALE_H

#include <stdbool.h>
#include <stddef.h>

/* Maps values to points; `at_from` may lie below `at_to` or above. */
struct scale {
    double from, to;       /* values */
    double at_from, at_to; /* points */
};

double scale_at(struct scale scale, double value);

/* Round ticks that enclose low to high. */
struct ticks {
    double first, step;
    int n; /* at least 2 */
};

/* Steps of 1, 2, 2.5 or 5 times a power of ten; about `wanted` ticks; whole numbers only when `is_whole`. */
struct ticks ticks_between(double low, double high, int wanted, bool is_whole);
double ticks_last(struct ticks ticks);

/* The least and the greatest value seen; NaN is passed over. */
struct extent {
    double low, high;
    bool has_any;
};
void extent_add(struct extent *extent, double value);
/* The largest size of a number within it. */
double extent_size(struct extent extent);

/* Moves heights apart so that neighbours are at least `distance` from each other and all lie between top and bottom,
 * each as near to where it was as the order allows. */
void labels_spread(double *heights, size_t n, double distance, double top, double bottom);

/* What a column of a table would like: `usual` is the width of an average cell, of which there are more the longer it
 * is. */
struct column_wish {
    double least, natural, usual;
};

/* Widths of a table's columns: each gets its natural width when they fit into `available`; otherwise they share it in
 * proportion to their usual widths, none below its least or above its natural width. False when not even the least
 * widths fit (then these, scaled down, are given). */
bool columns_fit(const struct column_wish *wishes, size_t n, double available, double *widths);

#endif
