/* How wide a table's columns are: first by what their cells would like, then moved until rows are low. */
#include "reports/render/scale.h"
#include "reports/render/table_private.h"

#include <math.h>

#define SLACK 0.5 /* rounding in pango */
#define LONGEST_WORD 130
#define SHORT_TEXT 62 /* texts up to this width are not broken */
#define LEAST_TEXT 54 /* of a column of longer ones: two or three words a line */
#define HEAD_WIDTH 84 /* to which a heading may widen its column */
#define STEP 6.0 /* by which a column is made narrower and another wider, and a leap by which where no step helps */
#define LEAP 30.0
#define RAGGED 10.0 /* what the end of a line is short of its width, on average */
#define MOST_STEPS 80
#define WEIGHT_OF_LINES                                                                                                \
    0.01 /* of a cell's lines beside those of its row: so that a step leads on where none is less                      \
          */

/* The columns of a table while their widths are sought. */
struct widths {
    guint n, rows;
    struct column_wish *wishes;
    double *widths;
    float *natural; /* of each cell that may be broken, column by column; 0: no other is */
    bool *may_wrap; /* the column has such cells */
};

static void widen(struct column_wish *wish, double least, double natural)
{
    wish->least = fmax(wish->least, fmin(least, LONGEST_WORD) + SLACK);
    wish->natural = fmax(wish->natural, fmax(natural, least) + SLACK);
}

static struct column_wish wish_of_head(const struct table *table, struct typesetter *typesetter,
                                       const struct table_column *column)
{
    const double word = typesetter_word_width(typesetter, column->title, table_style(table, true)) + SLACK;
    const double whole = typesetter_measure(typesetter, column->title, table_style(table, true), 0).width + SLACK;
    return (struct column_wish){word, fmax(word, fmin(whole, HEAD_WIDTH)), 0};
}

static struct column_wish wish_of_column(const struct table *table, struct typesetter *typesetter,
                                         const struct table_column *column, float *naturals)
{
    const guint n = frame_n_rows(table->block->frame);
    const double mark = column->role == CELL_MARK ? TABLE_MARK : 0;
    const struct text_style style = table_style(table, table_is_bold(column, table));
    struct column_wish wish = wish_of_head(table, typesetter, column);
    for (guint row = 0; row < n; row++) {
        g_autofree char *text = table_cell_text(table, column, row);
        const double natural = mark + typesetter_measure(typesetter, text, style, 0).width;
        const bool may_wrap = column->role == CELL_TEXT && natural > SHORT_TEXT;
        widen(&wish, may_wrap ? fmax(typesetter_word_width(typesetter, text, style), LEAST_TEXT) : natural, natural);
        wish.usual += natural / n;
        naturals[row] = may_wrap ? (float)natural : 0;
    }
    wish.usual = (wish.usual + wish.natural) / 2; /* long cells count, rare as they may be */
    if (column->role == CELL_TREND)
        widen(&wish, TABLE_TREND, TABLE_TREND);
    return wish;
}

static double lines_of(double natural, double width)
{
    return natural <= width ? 1 : ceil(natural / fmax(width - RAGGED, 1));
}

/* Lines of all rows, each as many as its highest cell's. */
static double cost_of(const struct widths *widths)
{
    double cost = 0;
    for (guint row = 0; row < widths->rows; row++) {
        double most = 1;
        for (guint i = 0; i < widths->n; i++) {
            if (!widths->may_wrap[i])
                continue;
            const double lines = lines_of(widths->natural[i * widths->rows + row], widths->widths[i]);
            most = fmax(most, lines);
            cost += WEIGHT_OF_LINES * lines;
        }
        cost += most;
    }
    return cost;
}

static bool may_give(const struct widths *widths, guint i, double step)
{
    return widths->may_wrap[i] && widths->widths[i] - step >= widths->wishes[i].least;
}

static bool may_take(const struct widths *widths, guint i)
{
    return widths->may_wrap[i] && widths->widths[i] < widths->wishes[i].natural;
}

static void move(struct widths *widths, guint from, guint to, double step)
{
    widths->widths[from] -= step;
    widths->widths[to] += step;
}

/* The best step from one column to another is taken; false: none makes the rows lower. */
static bool take_step(struct widths *widths, double *cost, double step)
{
    guint from = 0, to = 0;
    double least = *cost;
    for (guint i = 0; i < widths->n; i++)
        for (guint j = 0; j < widths->n; j++) {
            if (i == j || !may_give(widths, i, step) || !may_take(widths, j))
                continue;
            move(widths, i, j, step);
            const double tried = cost_of(widths);
            move(widths, j, i, step);
            if (tried >= least - 1e-9)
                continue;
            least = tried;
            from = i;
            to = j;
        }
    if (from == to)
        return false;
    move(widths, from, to, step);
    *cost = least;
    return true;
}

static void balance(struct widths *widths)
{
    guint n_wrapping = 0;
    for (guint i = 0; i < widths->n; i++)
        n_wrapping += may_take(widths, i);
    double cost = n_wrapping == 0 ? 0 : cost_of(widths);
    for (int step = 0; n_wrapping > 0 && step < MOST_STEPS; step++)
        if (!take_step(widths, &cost, STEP) && !take_step(widths, &cost, LEAP))
            break;
}

static bool find_widths(struct table *table, struct typesetter *typesetter, struct widths *widths, double available)
{
    for (guint i = 0; i < widths->n; i++) {
        float *naturals = &widths->natural[i * widths->rows];
        widths->wishes[i] = wish_of_column(table, typesetter, &table->columns[i], naturals);
        for (guint row = 0; row < widths->rows; row++)
            widths->may_wrap[i] |= naturals[row] > 0;
    }
    const bool fits = columns_fit(widths->wishes, widths->n, available, widths->widths);
    if (fits)
        balance(widths);
    return fits;
}

bool table_choose_widths(struct table *table, struct typesetter *typesetter, double width)
{
    const guint n = table->n_columns, rows = frame_n_rows(table->block->frame);
    const double gaps = table->gap * (n - 1);
    g_autofree struct column_wish *wishes = g_new(struct column_wish, n);
    g_autofree double *found = g_new(double, n);
    g_autofree float *natural = g_new0(float, (gsize)n *rows);
    g_autofree bool *may_wrap = g_new0(bool, n);
    struct widths widths = {n, rows, wishes, found, natural, may_wrap};
    const bool fits = find_widths(table, typesetter, &widths, width - gaps);
    table->width = gaps;
    for (guint i = 0; i < n; i++) {
        table->columns[i].width = found[i];
        table->width += found[i];
    }
    table->width = fmin(table->width, width);
    return fits;
}
