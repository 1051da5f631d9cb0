#include "pipeline/lib/error.h"

GQuark scorecard_error_quark(void)
{
    return g_quark_from_static_string("scorecard-error");
}

bool scorecard_error_after_load(GError **error)
{
    if (g_error_matches(*error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID)) {
        (*error)->code = SCORECARD_ERROR_DATA;
        g_prefix_error(error, "the files are loaded, but this definition does not suit what they hold:\n");
    }
    return false;
}

void scorecard_error_add_line(GError *error, const char *line)
{
    char *message = g_strconcat(error->message, "\n", line, NULL);
    g_free(error->message);
    error->message = message;
}

int scorecard_error_exit_code(const GError *error)
{
    return error->domain == SCORECARD_ERROR ? error->code : SCORECARD_ERROR_SYSTEM;
}
