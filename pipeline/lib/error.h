/* Errors that stop a command. Bad data is not an error but output (see finding.h).
 *
 * Three kinds exist: bad data becomes an issue row; what cannot go on is `bool` and `GError **`, prefixed with context
 * on the way up and printed once in main; a fault of our own is an assertion, always on, and ends with exit code 5. */
#ifndef SCORECARD_LIB_ERROR_H
#define SCORECARD_LIB_ERROR_H

#include <glib.h>
#include <stdbool.h>

/* The numbers are the program's exit codes (README, "Exit codes"). */
enum scorecard_error {
    SCORECARD_ERROR_USAGE = 1,   /* the command line is wrong */
    SCORECARD_ERROR_INVALID = 2, /* a schema, SQL or report file is invalid */
    SCORECARD_ERROR_DATA = 3,    /* the data is invalid, or a file is over its gate */
    SCORECARD_ERROR_SYSTEM = 4,  /* file, disk or database failure */
    SCORECARD_ERROR_FAULT = 5    /* our own fault */
};

#define SCORECARD_ERROR (scorecard_error_quark())
GQuark scorecard_error_quark(void);

/* The exit code that `error` stands for: its own code in our domain, SYSTEM for any other domain (GFileError, …). */
int scorecard_error_exit_code(const GError *error);

/* A fault of a definition that only the data brought out, after files were loaded: INVALID, which promises that nothing
 * was touched, becomes DATA. Returns false. */
bool scorecard_error_after_load(GError **error);

/* A further line at the end of what is told. */
void scorecard_error_add_line(GError *error, const char *line);

#endif
