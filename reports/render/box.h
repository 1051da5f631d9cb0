/* Rectangles in points, origin top left, y downwards. A page is laid out by cutting boxes from boxes, so that no
 * coordinate is written anywhere. */
#ifndef SCORECARD_RENDER_BOX_H
#define SCORECARD_RENDER_BOX_H

#include <stdbool.h>

struct box {
    double x, y, width, height;
};

/* Cuts a strip from one side: the strip is returned, *box is what remains. A strip larger than the box takes all of it.
 */
struct box box_cut_top(struct box *box, double height);
struct box box_cut_bottom(struct box *box, double height);
struct box box_cut_left(struct box *box, double width);
struct box box_cut_right(struct box *box, double width);
/* The box without a border of `x` left and right and `y` above and below. */
struct box box_inset(struct box box, double x, double y);
/* Cell (row, column) of a grid with `gap` points between cells. */
struct box box_grid(struct box box, int rows, int columns, int row, int column, double gap);

double box_right(struct box box);
double box_bottom(struct box box);
double box_centre_x(struct box box);
double box_centre_y(struct box box);
bool box_overlaps(struct box a, struct box b);

#endif
