#include "pipeline/lib/folder_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sys/file.h>
#include <unistd.h>

#define WAIT 10000           /* microseconds */
#define LONGEST_WAIT 2000000 /* for another run to put its set into place */

int folder_lock(const char *path)
{
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0 || flock(folder, LOCK_EX | LOCK_NB) == 0)
        return folder;
    const int number = errno; /* of a file system that has no locks, another one than of a lock that is held */
    close(folder);
    errno = number;
    return -1;
}

int folder_lock_in_time(const char *path)
{
    int lock = folder_lock(path);
    for (guint waited = 0; lock < 0 && errno == EWOULDBLOCK && waited < LONGEST_WAIT; waited += WAIT) {
        g_usleep(WAIT);
        lock = folder_lock(path);
    }
    return lock;
}
