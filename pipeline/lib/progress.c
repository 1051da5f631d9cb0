#include "pipeline/lib/progress.h"

#include "pipeline/lib/number.h"

#include <glib.h>
#include <stdio.h>
#include <unistd.h>

#define REDRAW_INTERVAL (G_USEC_PER_SEC / 10)
#define LINE_WIDTH 79
#define LABEL_WIDTH 26
#define BAR_WIDTH 16

struct progress {
    bool is_shown;
    char *label;     /* NULL between steps */
    gint64 begun_at; /* µs, monotonic */
    gint64 drawn_at;
    int drawn_width; /* characters on the line now */
};

struct progress *progress_new(enum progress_mode mode)
{
    struct progress *progress = g_new0(struct progress, 1);
    progress->is_shown = mode == PROGRESS_ON || (mode == PROGRESS_AUTO && isatty(STDERR_FILENO) == 1);
    return progress;
}

void progress_free(struct progress *progress)
{
    progress_end(progress);
    g_free(progress);
}

/* One line, spaces over what is left of the one before: no colour and no escape sequence, so NO_COLOR is kept by
 * nature. */
static void draw(struct progress *progress, const char *line)
{
    const int width = (int)g_utf8_strlen(line, -1);
    fprintf(stderr, "\r%s%*s", line, MAX(progress->drawn_width - width, 0), "");
    fflush(stderr);
    progress->drawn_width = width;
}

void progress_end(struct progress *progress)
{
    if (progress == NULL)
        return;
    if (progress->drawn_width > 0) {
        draw(progress, "");
        fputc('\r', stderr);
        fflush(stderr);
    }
    g_clear_pointer(&progress->label, g_free);
}

void progress_begin(struct progress *progress, const char *label)
{
    if (progress == NULL)
        return;
    progress_end(progress);
    progress->label = g_utf8_substring(label, 0, MIN(g_utf8_strlen(label, -1), LABEL_WIDTH));
    progress->begun_at = g_get_monotonic_time();
    progress->drawn_at = 0;
}

static void append_bar(GString *line, double share)
{
    const int full = (int)(share * BAR_WIDTH);
    g_string_append(line, " [");
    for (int i = 0; i < BAR_WIDTH; i++)
        g_string_append_c(line, i < full ? '#' : '.');
    g_string_append_printf(line, "] %3d%%", (int)(share * 100));
}

static void append_rows(GString *line, uint64_t rows, double seconds)
{
    char text[NUMBER_TEXT_SIZE];
    g_string_append_printf(line, "  %s rows", number_format_grouped((int64_t)rows, text));
    if (seconds > 0)
        g_string_append_printf(line, "  %s/s", number_format_grouped((int64_t)((double)rows / seconds), text));
}

static void append_time_left(GString *line, double share, double seconds)
{
    const int64_t left = (int64_t)(seconds / share * (1 - share) + 0.5);
    if (left >= 60)
        g_string_append_printf(line, "  %" G_GINT64_FORMAT " min left", (gint64)((left + 30) / 60));
    else
        g_string_append_printf(line, "  %" G_GINT64_FORMAT " s left", (gint64)left);
}

void progress_update(struct progress *progress, uint64_t done, uint64_t total, uint64_t rows)
{
    if (progress == NULL || !progress->is_shown || progress->label == NULL)
        return;
    const gint64 now = g_get_monotonic_time();
    if (progress->drawn_at != 0 && now - progress->drawn_at < REDRAW_INTERVAL)
        return;
    progress->drawn_at = now;
    const double seconds = (double)(now - progress->begun_at) / G_USEC_PER_SEC;
    const double share = total == 0 ? 0 : (double)MIN(done, total) / (double)total;
    g_autoptr(GString) line = g_string_new(progress->label);
    if (total > 0)
        append_bar(line, share);
    if (rows > 0)
        append_rows(line, rows, seconds);
    if (share > 0)
        append_time_left(line, share, seconds);
    g_autofree char *shown = g_utf8_substring(line->str, 0, MIN(g_utf8_strlen(line->str, -1), LINE_WIDTH));
    draw(progress, shown);
}
