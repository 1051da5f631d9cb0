/* One bar a category, parted into two to five series: shares of a whole, or amounts where the column's unit is no
 * percent. */
#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

#define GAP 6
#define LEAST_ROW 12
#define BEST_ROW 24
#define MOST_SERIES 5
#define KEY_GAP 14
#define SWATCH 7
#define LEAST_LABEL 4 /* room beside a part's number */

struct shares {
    const struct frame *frame;
    int category, total;
    int columns[MOST_SERIES];
    size_t n;
    struct scale x;
    double row;
};

static struct shares read_columns(const struct frame *frame)
{
    struct shares shares = {
        .frame = frame, .category = frame_find_column(frame, "category"), .total = frame_find_column(frame, "total")};
    for (guint i = 0; i < frame_n_columns(frame) && shares.n < MOST_SERIES; i++)
        if ((int)i != shares.category && (int)i != shares.total && frame_column(frame, i)->unit != UNIT_TEXT)
            shares.columns[shares.n++] = (int)i;
    return shares;
}

static double number_or_zero(const struct shares *shares, guint row, size_t i)
{
    const double value = data_number(shares->frame, row, shares->columns[i]);
    return isnan(value) ? 0 : value;
}

/* What the hidden parts of a row come to together, where any is hidden and the whole is known; else 0. */
static double hidden_of(const struct shares *shares, guint row)
{
    const bool is_share = data_unit(shares->frame, shares->columns[0]) == UNIT_PERCENT;
    double rest = is_share ? 100 : data_number(shares->frame, row, shares->total);
    bool has_hidden = false;
    for (size_t i = 0; i < shares->n; i++) {
        has_hidden |= data_is_hidden(shares->frame, row, shares->columns[i]);
        rest -= number_or_zero(shares, row, i);
    }
    return has_hidden && rest > 0 ? rest : 0;
}

static bool has_hidden_rows(const struct shares *shares)
{
    for (guint row = 0; row < frame_n_rows(shares->frame); row++)
        if (hidden_of(shares, row) > 0)
            return true;
    return false;
}

/* Of the key: the series, and after them what is hidden. */
static size_t n_items(const struct shares *shares)
{
    return shares->n + has_hidden_rows(shares);
}

static const char *title_of(const struct shares *shares, size_t i)
{
    if (i == shares->n)
        return "hidden [c]";
    return frame_column(shares->frame, (guint)shares->columns[i])->title;
}

static double key_width(const struct shares *shares, struct typesetter *typesetter, size_t i)
{
    const struct text_style style = {.size = theme()->label};
    return SWATCH + 4 + typesetter_measure(typesetter, title_of(shares, i), style, 0).width;
}

/* The key breaks into lines where its series do not stand side by side. */
static int key_lines(const struct shares *shares, struct typesetter *typesetter, double width)
{
    int lines = 1;
    double used = 0;
    for (size_t i = 0; i < n_items(shares); i++) {
        const double own = key_width(shares, typesetter, i) + KEY_GAP;
        if (used > 0 && used + own - KEY_GAP > width) {
            lines++;
            used = 0;
        }
        used += own;
    }
    return lines;
}

static double parts_key_height(const struct shares *shares, struct typesetter *typesetter, double width)
{
    return key_lines(shares, typesetter, width) * theme()->label * 1.4 + 3;
}

struct chart_heights chart_shares_heights(struct typesetter *typesetter, const struct block *block, double width)
{
    const struct shares shares = read_columns(block->frame);
    const double key = parts_key_height(&shares, typesetter, width);
    const guint n = frame_n_rows(block->frame);
    return (struct chart_heights){n * LEAST_ROW + key, n * BEST_ROW + key};
}

static void draw_key(const struct shares *shares, struct canvas *canvas, struct box box)
{
    double x = box.x, y = box.y + theme()->label * 0.6;
    for (size_t i = 0; i < n_items(shares); i++) {
        const double own = key_width(shares, canvas_typesetter(canvas), i);
        if (x > box.x && x + own > box_right(box)) {
            x = box.x;
            y += theme()->label * 1.4;
        }
        canvas_shape(canvas, i == shares->n ? SHAPE_FRAME : SHAPE_SQUARE, (struct point){x + SWATCH / 2.0, y}, SWATCH,
                     i == shares->n ? hidden_stroke().colour : theme()->series[i]);
        canvas_label(canvas, x + SWATCH + 4, y, title_of(shares, i), look_label(theme()->text, ALIGN_LEFT));
        x += own + KEY_GAP;
    }
}

static double sum_of(const struct shares *shares, guint row)
{
    double sum = hidden_of(shares, row);
    for (size_t i = 0; i < shares->n; i++)
        sum += number_or_zero(shares, row, i);
    return sum;
}

/* In the place of the row's first hidden part. */
static double draw_hidden(const struct shares *shares, struct canvas *canvas, struct box bar, double hidden)
{
    bar.width = scale_at(shares->x, hidden) - scale_at(shares->x, 0);
    canvas_frame(canvas, (struct box){bar.x, bar.y, fmax(bar.width - 0.7, 0.3), bar.height}, hidden_stroke());
    if (canvas_text_width(canvas, "[c]", look_label(theme()->muted, ALIGN_CENTRE).style) + LEAST_LABEL < bar.width)
        canvas_label(canvas, box_centre_x(bar), box_centre_y(bar), "[c]", look_label(theme()->muted, ALIGN_CENTRE));
    return bar.x + bar.width;
}

/* White on the dark colours, dark on the light ones: 4.5 to 1 on each. */
static struct colour colour_on(struct colour ground)
{
    const double brightness = 0.2126 * ground.red + 0.7152 * ground.green + 0.0722 * ground.blue;
    return brightness < 0.35 ? theme()->paper : theme()->text;
}

static void draw_part(const struct shares *shares, struct canvas *canvas, struct box bar, guint row, size_t i)
{
    const double value = number_or_zero(shares, row, i);
    if (value <= 0)
        return;
    const struct colour ground = theme()->series[i];
    const struct text_look look = look_label(colour_on(ground), ALIGN_CENTRE);
    g_autofree char *number = data_label(shares->frame, row, shares->columns[i]);
    canvas_fill(canvas, (struct box){bar.x, bar.y, fmax(bar.width - 0.7, 0.3), bar.height}, ground);
    if (canvas_text_width(canvas, number, look.style) + LEAST_LABEL < bar.width)
        canvas_label(canvas, box_centre_x(bar), box_centre_y(bar), number, look);
}

static void draw_row(const struct shares *shares, struct canvas *canvas, struct box strip, struct box names, guint row)
{
    const double thickness = fmin(strip.height * 0.74, 17), middle = box_centre_y(strip);
    g_autofree char *name = data_text(shares->frame, row, shares->category);
    g_autofree char *total = data_label(shares->frame, row, shares->total);
    double x = scale_at(shares->x, 0), hidden = hidden_of(shares, row);
    canvas_label(canvas, box_right(names), middle, name, look_label(theme()->text, ALIGN_RIGHT));
    for (size_t i = 0; i < shares->n; i++) {
        const double value = number_or_zero(shares, row, i);
        const struct box bar = {x, middle - thickness / 2, scale_at(shares->x, value) - scale_at(shares->x, 0),
                                thickness};
        draw_part(shares, canvas, bar, row, i);
        x = box_right(bar);
        if (hidden > 0 && data_is_hidden(shares->frame, row, shares->columns[i])) {
            x = draw_hidden(shares, canvas, bar, hidden);
            hidden = 0;
        }
    }
    canvas_label(canvas, x + GAP, middle, total, look_label(theme()->text, ALIGN_LEFT));
}

static double widest(struct canvas *canvas, const struct shares *shares, int column)
{
    double width = 0;
    for (guint row = 0; row < frame_n_rows(shares->frame); row++) {
        g_autofree char *text = data_label(shares->frame, row, column);
        width = fmax(width, canvas_text_width(canvas, text, look_label(theme()->text, ALIGN_LEFT).style));
    }
    return width;
}

void chart_shares_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    struct shares shares = read_columns(block->frame);
    const guint n = frame_n_rows(block->frame);
    draw_key(&shares, canvas, box_cut_top(&box, parts_key_height(&shares, canvas_typesetter(canvas), box.width)));
    struct box names = box_cut_left(&box, widest(canvas, &shares, shares.category));
    box_cut_left(&box, GAP);
    box_cut_right(&box, widest(canvas, &shares, shares.total) + GAP);
    double most = 0;
    for (guint row = 0; row < n; row++)
        most = fmax(most, sum_of(&shares, row));
    shares.x = (struct scale){0, most > 0 ? most : 1, box.x, box_right(box)};
    const double height = fmin(box.height / n, BEST_ROW * 1.4);
    for (guint row = 0; row < n; row++) {
        const struct box strip = box_cut_top(&box, height);
        draw_row(&shares, canvas, strip, names, row);
    }
}
