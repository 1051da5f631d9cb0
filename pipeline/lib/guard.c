#include "pipeline/lib/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The limit is for the kernel, the flag for those to whom it would pipe a core in spite of the limit. */
static void leave_no_core(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* For reading only: what is written there is lost, and the writer is told. */
static void hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF && open("/dev/null", O_RDONLY) != stream)
            _exit(4); /* nobody could be told why */
}

/* The same files give the same bytes: libraries read here which shapes letters have, how text is encoded, what they
 * draw with and where the sun stands. The last may be a pipe, which they would wait for. */
static void forget_surroundings(void)
{
    static const char *const names[] = {"CHARSET",
                                        "OUTPUT_CHARSET",
                                        "G_FILENAME_ENCODING",
                                        "G_BROKEN_FILENAMES",
                                        "HB_SHAPER_LIST",
                                        "HB_OPTIONS",
                                        "HB_FACE_LOADER",
                                        "HB_FONT_FUNCS",
                                        "PANGO_LANGUAGE",
                                        "PANGOCAIRO_BACKEND",
                                        "CAIRO_DEBUG",
                                        "CAIRO_DEBUG_PDF",
                                        "FC_LANG",
                                        "FC_DEBUG",
                                        "FREETYPE_PROPERTIES",
                                        "SOURCE_DATE_EPOCH",
                                        "G_ENABLE_DIAGNOSTIC",
                                        "TZDIR",
                                        "SQLITE_TMPDIR"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
    setenv("TZ", "UTC0", 1);
}

void guard_process(void)
{
    forget_surroundings();
    umask(S_IRWXG | S_IRWXO);
    leave_no_core();
    hold_standard_streams();
}
