#include "pipeline/lib/clock.h"

gint64 clock_now(void)
{
    return g_get_real_time();
}

char *clock_text(gint64 microseconds)
{
    g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(microseconds / G_USEC_PER_SEC);
    g_autofree char *seconds = g_date_time_format(moment, "%Y-%m-%dT%H:%M:%S");
    return g_strdup_printf("%s.%03dZ", seconds, (int)(microseconds % G_USEC_PER_SEC / 1000));
}
