#include "stages/count/figure_lines.h"

struct line {
    const char *measure, *breakdown, *category;
    guint first, end; /* rows */
};

struct figure_lines {
    GArray *list;        /* struct line */
    GHashTable *by_name; /* struct line * → the same */
};

static guint hash_line(gconstpointer data)
{
    const struct line *line = data;
    return (g_str_hash(line->measure) * 31 + g_str_hash(line->breakdown)) * 31 + g_str_hash(line->category);
}

static gboolean are_equal(gconstpointer a, gconstpointer b)
{
    const struct line *first = a, *second = b;
    return g_str_equal(first->measure, second->measure) && g_str_equal(first->breakdown, second->breakdown) &&
           g_str_equal(first->category, second->category);
}

/* Texts of one line are the same texts, not only equal ones. */
static bool is_of_line(const struct figure *row, const struct line *line)
{
    return row->measure->id == line->measure && row->breakdown == line->breakdown && row->category == line->category;
}

static void list_lines(GArray *list, const struct figure *rows, guint n)
{
    for (guint i = 0; i < n;) {
        struct line line = {rows[i].measure->id, rows[i].breakdown, rows[i].category, i, i};
        while (i < n && is_of_line(&rows[i], &line))
            line.end = ++i;
        g_array_append_val(list, line);
    }
}

struct figure_lines *figure_lines_new(const struct figure *rows, guint n)
{
    struct figure_lines *lines = g_new(struct figure_lines, 1);
    lines->list = g_array_new(FALSE, FALSE, sizeof(struct line));
    lines->by_name = g_hash_table_new(hash_line, are_equal);
    list_lines(lines->list, rows, n);
    for (guint i = 0; i < lines->list->len; i++)
        g_hash_table_add(lines->by_name, &g_array_index(lines->list, struct line, i));
    return lines;
}

void figure_lines_free(struct figure_lines *lines)
{
    if (lines == NULL)
        return;
    g_hash_table_unref(lines->by_name);
    g_array_unref(lines->list);
    g_free(lines);
}

bool figure_lines_find(const struct figure_lines *lines, const char *measure, const char *breakdown,
                       const char *category, guint *first, guint *end)
{
    const struct line wanted = {measure, breakdown, category, 0, 0};
    const struct line *line = g_hash_table_lookup(lines->by_name, &wanted);
    if (line == NULL)
        return false;
    *first = line->first;
    *end = line->end;
    return true;
}
