/* What the kinds of charts share. Only chart*.c include this. */
#ifndef SCORECARD_RENDER_CHART_PRIVATE_H
#define SCORECARD_RENDER_CHART_PRIVATE_H

#include "reports/render/chart.h"
#include "reports/render/scale.h"

/* Reading frames. A column that is not there is -1; a cell that holds no number is NaN. */
double data_number(const struct frame *frame, guint row, int column);
/* The cell's text, a symbol in brackets; the caller frees. */
char *data_text(const struct frame *frame, guint row, int column);
/* The same, but money as "£9,403": a label has no heading that says what it is in. The caller frees. */
char *data_label(const struct frame *frame, guint row, int column);
/* The cell is [c]. */
bool data_is_hidden(const struct frame *frame, guint row, int column);
void data_extent(const struct frame *frame, int column, struct extent *extent);
void data_extent_from(const struct frame *frame, int column, guint from, struct extent *extent);
enum unit data_unit(const struct frame *frame, int column);

/* The plot: the area between the axes, values upwards, and either periods or values across. */
struct plot {
    struct box area;
    struct scale y;
    guint n;      /* periods */
    double strip; /* of the marks of gaps, between the area and the periods */
};

struct plot_request {
    struct extent values;
    enum unit unit;
    bool from_zero;
    double right_room; /* for labels at the lines' ends */
    const struct frame *frame;
    int period;         /* column of the periods; -1: what stands across is drawn by the kind itself */
    int ticks;          /* wanted */
    bool hides_periods; /* another panel below has them */
    bool has_gaps;      /* some of the periods have no number, but a mark below the area */
};

/* Draws grid, labels of values and of periods. */
struct plot plot_begin(struct canvas *canvas, struct box box, const struct plot_request *request);
/* The same with the values' ticks given: panels share one scale. */
struct plot plot_begin_with(struct canvas *canvas, struct box box, const struct plot_request *request,
                            struct ticks ticks);
/* Height of what stands under the area: the periods' labels, the marks of gaps. */
double plot_foot_height(const struct plot_request *request);
struct ticks plot_ticks(const struct plot_request *request);
/* Middle of a period's slot, and its width. */
double plot_x(const struct plot *plot, guint i);
double plot_slot(const struct plot *plot);
/* A line through the column's points from row `from` to before row `to`, broken where a value is missing. */
void plot_series(struct canvas *canvas, const struct plot *plot, const struct frame *frame, int column, guint from,
                 guint to, struct stroke stroke);

/* Labels beside the ends of lines, moved apart. */
struct end_label {
    double value;
    char *text;
    struct colour colour;
    bool is_bold;
    bool has_swatch; /* a square of the colour before dark text: for colours too pale for text */
};
GArray *end_labels_new(void);
void end_labels_add(GArray *labels, double value, const char *name, const char *number, struct colour colour,
                    bool is_bold);
double end_labels_width(const GArray *labels, const struct canvas *canvas);
void end_labels_draw(const GArray *labels, struct canvas *canvas, const struct plot *plot);

/* What the marks of a chart mean: lines above it, of the marks that it uses. */
struct key_item {
    const char *text;
    enum shape shape;
    struct colour colour;
    bool is_used;
};
/* Cuts its lines from the box's top; none when no mark is used. */
void key_draw(struct canvas *canvas, struct box *box, const struct key_item *items, size_t n);

/* Periods of which a series has no number, from row `from` on: each has a mark below the plot, where no value can
 * stand, and the key says what it means. */
struct gaps {
    bool has_hidden, has_missing, has_none; /* [c], [x], [z] */
};
#define GAP_ITEMS 2
#define GAP_STRIP 9.0 /* height of the marks' strip */
struct gaps gaps_of(const struct frame *frame, int column, guint from);
bool gaps_are_any(struct gaps gaps);
/* Whether the axis is to begin at 0: a hidden count may be smaller than those shown. */
bool gaps_ask_for_nought(struct gaps gaps, const struct plot_request *request);
struct gaps gaps_add(struct gaps a, struct gaps b);
void gaps_items(struct gaps gaps, struct key_item items[GAP_ITEMS]);
/* A key of nothing else, where there is a gap, in a strip cut from the box's top. */
void gaps_key(struct canvas *canvas, struct gaps gaps, struct box *box);
void gaps_draw(struct canvas *canvas, const struct plot *plot, const struct frame *frame, int column, guint from);

/* The outline of parts that are hidden. */
struct stroke hidden_stroke(void);

struct text_look look_label(struct colour colour, enum align align);
struct text_look look_bold(struct colour colour, enum align align);

/* The kinds. */
void chart_spc_draw(struct canvas *canvas, const struct block *block, struct box box);
void chart_line_draw(struct canvas *canvas, const struct block *block, struct box box);
void chart_bars_draw(struct canvas *canvas, const struct block *block, struct box box);
struct chart_heights chart_bars_heights(struct typesetter *typesetter, const struct block *block, double width);
void chart_stack_draw(struct canvas *canvas, const struct block *block, struct box box);
void chart_multiples_draw(struct canvas *canvas, const struct block *block, struct box box);
struct chart_heights chart_multiples_heights(struct typesetter *typesetter, const struct block *block, double width);
void chart_funnel_draw(struct canvas *canvas, const struct block *block, struct box box);
void chart_waterfall_draw(struct canvas *canvas, const struct block *block, struct box box);
void chart_shares_draw(struct canvas *canvas, const struct block *block, struct box box);
struct chart_heights chart_shares_heights(struct typesetter *typesetter, const struct block *block, double width);
void chart_fan_draw(struct canvas *canvas, const struct block *block, struct box box);

#endif
