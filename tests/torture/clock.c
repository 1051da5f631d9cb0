/* Preloaded into a program, sets its clock: CLOCK_AT is what it shows first, in seconds since 1970, and CLOCK_STEP by
 * how many it goes on, or back, with each look. */
#include <glib.h>

static gint64 number_of(const char *name)
{
    const char *text = g_getenv(name);
    return text == NULL ? 0 : g_ascii_strtoll(text, NULL, 10);
}

gint64 g_get_real_time(void)
{
    static gint looks;
    return (number_of("CLOCK_AT") + g_atomic_int_add(&looks, 1) * number_of("CLOCK_STEP")) * G_USEC_PER_SEC;
}
