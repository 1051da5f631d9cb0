/* Codes of findings as Frictionless' reports have them: its own words where a code is its own. */
#ifndef SCORECARD_PIPELINE_CHECK_KIND_H
#define SCORECARD_PIPELINE_CHECK_KIND_H

#include <stdbool.h>

/* What a finding is about. */
enum check_subject { OF_FILE, OF_HEADER, OF_ROW, OF_CELL };

struct check_kind {
    const char *code, *title, *description;
    enum check_subject subject;
};

/* Of a code that Frictionless does not know, a rule across rows or files. */
const struct check_kind *check_kind_of(const char *code);
/* "#table", "#row" …; NULL-ended. */
const char *const *check_kind_tags(const struct check_kind *kind);
/* By Frictionless a key is of its row as a whole: no cell is named. */
bool check_kind_is_of_row(const struct check_kind *kind);

#endif
