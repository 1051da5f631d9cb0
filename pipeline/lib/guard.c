#include "pipeline/lib/guard.h"

#include <errno.h>
#include <fcntl.h>
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

void guard_process(void)
{
    umask(S_IRWXG | S_IRWXO);
    leave_no_core();
    hold_standard_streams();
}
