/* Patterns (regular expressions) that a whole text must match: XML Schema's syntax, as Table Schema asks.
 *
 * `^` and `$` are taken as anchors, as the standard's own examples use them. Runs of characters, classes and counts
 * ("[0-9]{10}", "P[A-Z]+-\d{2,4}") are matched by hand; everything else by GRegex. */
#ifndef SCORECARD_STAGES_SCHEMA_PATTERN_H
#define SCORECARD_STAGES_SCHEMA_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

struct pattern;

/* NULL and *message (the caller frees) when the pattern is no regular expression. */
struct pattern *pattern_new(const char *text, char **message);
void pattern_free(struct pattern *pattern);
const char *pattern_text(const struct pattern *pattern);
/* `text` is valid UTF-8. A match that would take beyond all measure to find is none. */
bool pattern_matches(const struct pattern *pattern, const char *text, size_t length);

#endif
