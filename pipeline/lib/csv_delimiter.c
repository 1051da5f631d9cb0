#include "pipeline/lib/csv_delimiter.h"

#include "pipeline/lib/csv_walk.h"

#include <glib.h>

#define RECORDS_LOOKED_AT 20

/* How well a delimiter fits. */
struct fit {
    guint alike; /* records with as many cells as the first */
    guint cells; /* cells in the first */
};

static struct fit measure(const char *text, size_t length, char delimiter, char quote)
{
    struct fit fit = {0, 0};
    for (guint records = 0; length > 0 && records < RECORDS_LOOKED_AT;) {
        struct walk walk = {.delimiter = delimiter, .quote = quote};
        const size_t taken = walk_on(&walk, text, length);
        const bool is_blank = *text == '\n' || *text == '\r';
        text += taken;
        length -= taken;
        /* A record that the text cuts tells nothing, unless it is the only one. */
        if (is_blank || (walk.state != WALK_END && records > 0))
            continue;
        if (records++ == 0)
            fit.cells = walk.cell + 1;
        fit.alike += walk.cell + 1 == fit.cells ? 1 : 0;
    }
    return fit;
}

char csv_detect_delimiter(const char *text, size_t length, char quote)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    char best = ',';
    struct fit best_fit = {0, 1};
    for (size_t i = 0; i < sizeof candidates; i++) {
        const struct fit fit = measure(text, length, candidates[i], quote);
        const bool is_better =
            fit.alike > best_fit.alike || (fit.alike == best_fit.alike && fit.cells > best_fit.cells);
        if (fit.cells > 1 && is_better) {
            best = candidates[i];
            best_fit = fit;
        }
    }
    return best;
}
