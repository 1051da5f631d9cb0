#include "reports/render/box.h"

#include <math.h>

static double at_most(double wanted, double there)
{
    return fmin(fmax(wanted, 0), there);
}

struct box box_cut_top(struct box *box, double height)
{
    const double cut = at_most(height, box->height);
    const struct box strip = {box->x, box->y, box->width, cut};
    box->y += cut;
    box->height -= cut;
    return strip;
}

struct box box_cut_bottom(struct box *box, double height)
{
    const double cut = at_most(height, box->height);
    box->height -= cut;
    return (struct box){box->x, box->y + box->height, box->width, cut};
}

struct box box_cut_left(struct box *box, double width)
{
    const double cut = at_most(width, box->width);
    const struct box strip = {box->x, box->y, cut, box->height};
    box->x += cut;
    box->width -= cut;
    return strip;
}

struct box box_cut_right(struct box *box, double width)
{
    const double cut = at_most(width, box->width);
    box->width -= cut;
    return (struct box){box->x + box->width, box->y, cut, box->height};
}

struct box box_inset(struct box box, double x, double y)
{
    return (struct box){box.x + x, box.y + y, fmax(box.width - 2 * x, 0), fmax(box.height - 2 * y, 0)};
}

struct box box_grid(struct box box, int rows, int columns, int row, int column, double gap)
{
    const double width = (box.width - gap * (columns - 1)) / columns;
    const double height = (box.height - gap * (rows - 1)) / rows;
    return (struct box){box.x + column * (width + gap), box.y + row * (height + gap), width, height};
}

double box_right(struct box box)
{
    return box.x + box.width;
}

double box_bottom(struct box box)
{
    return box.y + box.height;
}

double box_centre_x(struct box box)
{
    return box.x + box.width / 2;
}

double box_centre_y(struct box box)
{
    return box.y + box.height / 2;
}

bool box_overlaps(struct box a, struct box b)
{
    return a.x < box_right(b) && b.x < box_right(a) && a.y < box_bottom(b) && b.y < box_bottom(a);
}
