#include "reports/render/facts.h"

#include "reports/render/unit.h"

#include <math.h>
#include <string.h>

#define CARD_COLUMNS 3 /* of facts with sentences */
#define STRIP_COLUMNS 5
#define LEAST_COLUMNS 4 /* so that one or two do not drift apart */
#define CARD_GAP 20
#define EDGE 2.2 /* the coloured line at a fact's left */
#define INDENT 10
#define PAD 2
#define RATING_AT 22 /* its word, beyond the digits */

static const struct text_style STRIP_DIGITS = {.size = 19, .is_bold = true};
static const struct text_style CARD_DIGITS = {.size = 27, .is_bold = true};

/* The frame's columns; -1 where it has none. */
struct facts {
    const struct frame *frame;
    int label, value, numbers, text, rating;
    int columns, rows;
};

static struct facts read_facts(const struct frame *frame)
{
    struct facts facts = {.frame = frame,
                          .label = frame_find_column(frame, "label"),
                          .value = frame_find_column(frame, "value"),
                          .numbers = frame_find_column(frame, "numbers"),
                          .text = frame_find_column(frame, "text"),
                          .rating = frame_find_column(frame, "rating")};
    const int n = (int)frame_n_rows(frame), most = facts.text >= 0 ? CARD_COLUMNS : STRIP_COLUMNS;
    facts.rows = (n + most - 1) / most;
    facts.columns = facts.rows == 0 ? 1 : MAX((n + facts.rows - 1) / facts.rows, MIN(LEAST_COLUMNS, most));
    return facts;
}

static bool is_card(const struct facts *facts)
{
    return facts->text >= 0;
}

static struct text_look look_digits(const struct facts *facts)
{
    return (struct text_look){is_card(facts) ? CARD_DIGITS : STRIP_DIGITS, theme()->primary, ALIGN_LEFT};
}

static struct text_look look_name(const struct facts *facts)
{
    const struct text_style style = {.size = is_card(facts) ? 12 : theme()->table, .is_bold = is_card(facts)};
    return (struct text_look){style, theme()->text, ALIGN_LEFT};
}

static struct text_look look_sentence(void)
{
    return (struct text_look){{.size = 10.5, .is_even = true}, theme()->text, ALIGN_LEFT};
}

/* Plain words have no needless decimals, but percentages side by side have as many as each other. */
static bool are_whole(const struct facts *facts, int column)
{
    for (guint row = 0; row < frame_n_rows(facts->frame); row++) {
        const struct frame_cell *cell = frame_cell(facts->frame, row, (guint)column);
        if (cell->kind == FRAME_NUMBER && cell->unit == UNIT_PERCENT && fabs(cell->number - round(cell->number)) > 0.04)
            return false;
    }
    return true;
}

/* In plain words what stands in the place of a number; the sentence below says why. */
static const char *plain_symbol(const char *symbol)
{
    static const struct {
        const char *symbol, *words;
    } WORDS[] = {{"x", "Not yet known"}, {"c", "Hidden"}};
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (g_str_equal(WORDS[i].symbol, symbol))
            return WORDS[i].words;
    return "None";
}

static char *cell_text(const struct facts *facts, guint row, int column)
{
    if (column < 0)
        return g_strdup("");
    const struct frame_cell *cell = frame_cell(facts->frame, row, (guint)column);
    if (cell->kind == FRAME_SYMBOL && is_card(facts))
        return g_strdup(plain_symbol(cell->text));
    if (cell->kind != FRAME_NUMBER)
        return unit_frame_cell(cell);
    g_autofree char *number = unit_short(cell->unit, cell->number);
    if (is_card(facts) && g_str_has_suffix(number, ".0%") && are_whole(facts, column))
        memcpy(number + strlen(number) - strlen(".0%"), "%", sizeof "%");
    return cell->symbol == NULL ? g_steal_pointer(&number) : g_strdup_printf("%s [%s]", number, cell->symbol);
}

/* "T01 New EHC plans issued within 20 weeks: 322 of 370". */
static char *name_text(const struct facts *facts, guint row)
{
    g_autofree char *label = cell_text(facts, row, facts->label), *numbers = cell_text(facts, row, facts->numbers);
    return strstr(numbers, " of ") == NULL ? g_steal_pointer(&label) : g_strdup_printf("%s: %s", label, numbers);
}

static double width_of(const struct facts *facts, double width)
{
    return (width - CARD_GAP * (facts->columns - 1)) / facts->columns - INDENT;
}

static double text_height(struct typesetter *typesetter, const char *text, struct text_look look, double width)
{
    return *text == '\0' ? 0 : typesetter_measure(typesetter, text, look.style, width).height + PAD;
}

static double fact_height(struct typesetter *typesetter, const struct facts *facts, guint row, double width)
{
    g_autofree char *digits = cell_text(facts, row, facts->value), *name = name_text(facts, row),
                    *text = cell_text(facts, row, facts->text);
    return text_height(typesetter, digits, look_digits(facts), width) +
           text_height(typesetter, name, look_name(facts), width) +
           text_height(typesetter, text, look_sentence(), width);
}

/* The highest fact of a row of them. */
static double row_height(struct typesetter *typesetter, const struct facts *facts, int row, double width)
{
    double height = 0;
    const guint first = (guint)(row * facts->columns), n = frame_n_rows(facts->frame);
    for (guint i = first; i < MIN(first + (guint)facts->columns, n); i++)
        height = fmax(height, fact_height(typesetter, facts, i, width));
    return height;
}

static double row_gap(const struct facts *facts)
{
    return is_card(facts) ? 20 : 8;
}

double facts_height(struct typesetter *typesetter, const struct block *block, double width)
{
    const struct facts facts = read_facts(block->frame);
    double height = row_gap(&facts) * (facts.rows - 1);
    for (int row = 0; row < facts.rows; row++)
        height += row_height(typesetter, &facts, row, width_of(&facts, width));
    return height;
}

static void draw_text(struct canvas *canvas, struct box *box, const char *text, struct text_look look)
{
    if (*text == '\0')
        return;
    box_cut_top(box, canvas_text(canvas, *box, text, look) + PAD);
}

/* The mark of the rating beside the digits; NULL: not rated. */
static const struct mark *rating_of(const struct facts *facts, guint row)
{
    g_autofree char *word = cell_text(facts, row, facts->rating);
    return g_str_equal(word, "Not rated") ? NULL : theme_mark(word);
}

static struct text_look look_rating(const struct mark *mark)
{
    return (struct text_look){{.size = theme()->label, .is_bold = true}, mark->colour, ALIGN_LEFT};
}

static void draw_rating(struct canvas *canvas, const struct facts *facts, const struct mark *mark, struct box box,
                        double digits)
{
    const double y = box.y + look_digits(facts).style.size * 0.72;
    canvas_shape(canvas, mark->shape, (struct point){box.x + digits + 14, y}, 7.5, mark->colour);
    canvas_label(canvas, box.x + digits + RATING_AT, y, mark->word, look_rating(mark));
}

/* Smaller where digits and rating would not stand side by side. */
static struct text_look fit_digits(struct canvas *canvas, const struct facts *facts, const char *digits,
                                   const struct mark *mark, double width)
{
    struct text_look look = look_digits(facts);
    const double rating = mark == NULL ? 0 : RATING_AT + canvas_text_width(canvas, mark->word, look_rating(mark).style);
    const double taken = canvas_text_width(canvas, digits, look.style);
    if (taken + rating > width)
        look.style.size *= fmax((width - rating) / taken, 0.5);
    return look;
}

static void draw_fact(struct canvas *canvas, const struct facts *facts, guint row, struct box box)
{
    g_autofree char *digits = cell_text(facts, row, facts->value), *name = name_text(facts, row),
                    *text = cell_text(facts, row, facts->text);
    canvas_fill(canvas, box_cut_left(&box, EDGE), theme()->series[1]);
    box_cut_left(&box, INDENT - EDGE);
    canvas_tag_begin(canvas, "LI");
    canvas_tag_begin(canvas, "LBody");
    const struct mark *mark = rating_of(facts, row);
    const struct text_look look = fit_digits(canvas, facts, digits, mark, box.width);
    const struct box whole = box;
    draw_text(canvas, &box, digits, look);
    if (mark != NULL)
        draw_rating(canvas, facts, mark, whole, canvas_text_width(canvas, digits, look.style));
    draw_text(canvas, &box, name, look_name(facts));
    draw_text(canvas, &box, text, look_sentence());
    canvas_tag_end(canvas, "LBody");
    canvas_tag_end(canvas, "LI");
}

void facts_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct facts facts = read_facts(block->frame);
    canvas_tag_begin(canvas, "L");
    for (int row = 0; row < facts.rows; row++) {
        const double height = row_height(canvas_typesetter(canvas), &facts, row, width_of(&facts, box.width));
        const struct box strip = box_cut_top(&box, height);
        for (int column = 0; column < facts.columns; column++) {
            const guint i = (guint)(row * facts.columns + column);
            if (i < frame_n_rows(facts.frame))
                draw_fact(canvas, &facts, i, box_grid(strip, 1, facts.columns, 0, column, CARD_GAP));
        }
        box_cut_top(&box, row_gap(&facts));
    }
    canvas_tag_end(canvas, "L");
}
