#include "stages/sample/sample.h"

#include <string.h>

/* A case with its number. */
struct ticket {
    struct sample_unit unit;
    char number[HASH_TEXT_SIZE];
    bool is_picked;
};

/* A stratum's tickets lie together: `count` from `first` on. */
struct span {
    guint first, count;
};

struct drawing {
    const struct sample_plan *plan;
    struct sample *sample;
    GArray *tickets;         /* struct ticket, by category, then by case */
    GArray *spans;           /* struct span, one a stratum */
    GArray *picks, *reserve; /* struct ticket */
};

struct sample *sample_new(void)
{
    struct sample *sample = g_new0(struct sample, 1);
    sample->strata = g_array_new(FALSE, FALSE, sizeof(struct sample_stratum));
    sample->picks = g_array_new(FALSE, FALSE, sizeof(struct sample_unit));
    sample->reserve = g_array_new(FALSE, FALSE, sizeof(struct sample_unit));
    sample->texts = g_string_chunk_new(4096);
    return sample;
}

void sample_free(struct sample *sample)
{
    if (sample == NULL)
        return;
    g_array_unref(sample->strata);
    g_array_unref(sample->picks);
    g_array_unref(sample->reserve);
    g_string_chunk_free(sample->texts);
    g_free(sample);
}

void sample_add_stratum(struct sample *sample, const struct sample_stratum *stratum)
{
    struct sample_stratum copy = *stratum;
    copy.category = g_string_chunk_insert_const(sample->texts, stratum->category);
    g_array_append_val(sample->strata, copy);
}

void sample_add_unit(struct sample *sample, GArray *list, const struct sample_unit *unit)
{
    const struct sample_unit copy = {g_string_chunk_insert_const(sample->texts, unit->case_id),
                                     g_string_chunk_insert_const(sample->texts, unit->category)};
    g_array_append_val(list, copy);
}

static int compare_units(const void *a, const void *b)
{
    const struct sample_unit *first = a, *second = b;
    return strcmp(first->case_id, second->case_id);
}

static int compare_places(const void *a, const void *b)
{
    const struct ticket *first = a, *second = b;
    const int order = strcmp(first->unit.category, second->unit.category);
    return order != 0 ? order : strcmp(first->unit.case_id, second->unit.case_id);
}

static int compare_numbers(const void *a, const void *b)
{
    const struct ticket *first = a, *second = b;
    const int order = strcmp(first->number, second->number);
    return order != 0 ? order : strcmp(first->unit.case_id, second->unit.case_id);
}

void sample_hash_frame(GArray *units, char text[static HASH_TEXT_SIZE])
{
    struct hash *hash = hash_new();
    g_array_sort(units, compare_units);
    for (guint i = 0; i < units->len; i++) {
        const char *case_id = g_array_index(units, struct sample_unit, i).case_id;
        hash_update(hash, case_id, strlen(case_id));
        hash_update(hash, "\n", 1);
    }
    hash_finish(hash, text);
}

static void make_tickets(struct drawing *drawing, const GArray *units)
{
    for (guint i = 0; i < units->len; i++) {
        struct ticket ticket = {.unit = g_array_index(units, struct sample_unit, i)};
        g_autofree char *text = g_strconcat(drawing->plan->seed, ":", ticket.unit.case_id, NULL);
        hash_bytes(text, strlen(text), ticket.number);
        g_array_append_val(drawing->tickets, ticket);
    }
    g_array_sort(drawing->tickets, compare_places);
}

static struct ticket *ticket_at(const struct drawing *drawing, guint index)
{
    return &g_array_index(drawing->tickets, struct ticket, index);
}

static struct sample_stratum *stratum_at(const struct drawing *drawing, guint index)
{
    return &g_array_index(drawing->sample->strata, struct sample_stratum, index);
}

static void find_strata(struct drawing *drawing)
{
    for (guint i = 0; i < drawing->tickets->len;) {
        const char *category = ticket_at(drawing, i)->unit.category;
        struct span span = {i, 0};
        for (; i < drawing->tickets->len && strcmp(ticket_at(drawing, i)->unit.category, category) == 0; i++)
            span.count++;
        g_array_append_val(drawing->spans, span);
        sample_add_stratum(drawing->sample, &(struct sample_stratum){.category = category, .size = span.count});
    }
}

/* Picks first, then the reserve from what they leave. */
static void share_out(struct drawing *drawing)
{
    const guint n = drawing->spans->len;
    g_autofree guint *sizes = g_new0(guint, n + 1), *shares = g_new0(guint, n + 1);
    const guint picks = MIN(drawing->plan->size, drawing->tickets->len);
    for (guint i = 0; i < n; i++)
        sizes[i] = stratum_at(drawing, i)->size;
    sample_allocate(sizes, n, picks, drawing->plan->is_equal, shares);
    for (guint i = 0; i < n; i++) {
        stratum_at(drawing, i)->picks = shares[i];
        sizes[i] -= shares[i];
    }
    sample_allocate(sizes, n, MIN(drawing->plan->reserve, drawing->tickets->len - picks), drawing->plan->is_equal,
                    shares);
    for (guint i = 0; i < n; i++)
        stratum_at(drawing, i)->reserve = shares[i];
}

static guint random_start(const struct drawing *drawing, const struct sample_stratum *stratum)
{
    char number[HASH_TEXT_SIZE];
    g_autofree char *text = g_strconcat(drawing->plan->seed, ":start:", stratum->category, NULL);
    hash_bytes(text, strlen(text), number);
    number[15] = '\0'; /* 60 bits: a shell's arithmetic holds them too */
    return (guint)(g_ascii_strtoull(number, NULL, 16) % stratum->size);
}

/* The picks of a stratum in order of the frame; its tickets still are. */
static void pick_systematically(struct drawing *drawing, const struct span *span, const struct sample_stratum *stratum)
{
    const guint start = random_start(drawing, stratum);
    for (guint i = 0; i < stratum->picks; i++) {
        const guint64 at = (start + (guint64)i * stratum->size) / stratum->picks;
        struct ticket *ticket = ticket_at(drawing, span->first + (guint)at);
        ticket->is_picked = true;
        g_array_append_val(drawing->picks, *ticket);
    }
}

/* Moves up to `n` tickets of a span that are not picked, smallest number first. */
static void take_smallest(struct drawing *drawing, const struct span *span, guint n, GArray *list)
{
    qsort(ticket_at(drawing, span->first), span->count, sizeof(struct ticket), compare_numbers);
    for (guint i = 0, taken = 0; i < span->count && taken < n; i++) {
        struct ticket *ticket = ticket_at(drawing, span->first + i);
        if (ticket->is_picked)
            continue;
        ticket->is_picked = true;
        taken++;
        g_array_append_val(list, *ticket);
    }
}

static void draw_strata(struct drawing *drawing)
{
    for (guint i = 0; i < drawing->spans->len; i++) {
        const struct span *span = &g_array_index(drawing->spans, struct span, i);
        const struct sample_stratum *stratum = stratum_at(drawing, i);
        if (drawing->plan->is_systematic)
            pick_systematically(drawing, span, stratum);
        else
            take_smallest(drawing, span, stratum->picks, drawing->picks);
        take_smallest(drawing, span, stratum->reserve, drawing->reserve);
    }
    if (!drawing->plan->is_systematic)
        g_array_sort(drawing->picks, compare_numbers);
    g_array_sort(drawing->reserve, compare_numbers);
}

static void keep(struct drawing *drawing, const GArray *tickets, GArray *list)
{
    for (guint i = 0; i < tickets->len; i++)
        sample_add_unit(drawing->sample, list, &g_array_index(tickets, struct ticket, i).unit);
}

struct sample *sample_draw(GArray *units, const struct sample_plan *plan)
{
    struct drawing drawing = {
        .plan = plan,
        .sample = sample_new(),
        .tickets = g_array_new(FALSE, FALSE, sizeof(struct ticket)),
        .spans = g_array_new(FALSE, FALSE, sizeof(struct span)),
        .picks = g_array_new(FALSE, FALSE, sizeof(struct ticket)),
        .reserve = g_array_new(FALSE, FALSE, sizeof(struct ticket)),
    };
    sample_hash_frame(units, drawing.sample->frame_sha256);
    drawing.sample->frame_size = units->len;
    make_tickets(&drawing, units);
    find_strata(&drawing);
    share_out(&drawing);
    draw_strata(&drawing);
    keep(&drawing, drawing.picks, drawing.sample->picks);
    keep(&drawing, drawing.reserve, drawing.sample->reserve);
    g_array_unref(drawing.tickets);
    g_array_unref(drawing.spans);
    g_array_unref(drawing.picks);
    g_array_unref(drawing.reserve);
    return drawing.sample;
}
