#include "pipeline/lib/error.h"

GQuark scorecard_error_quark(void)
{
    return g_quark_from_static_string("scorecard-error");
}

int scorecard_error_exit_code(const GError *error)
{
    return error->domain == SCORECARD_ERROR ? error->code : SCORECARD_ERROR_SYSTEM;
}
