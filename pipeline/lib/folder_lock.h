/* Who changes what lies in a folder holds its lock, so that no two do at once. A lock goes with the folder, also when
 * it is moved, and ends with the process that holds it. */
#ifndef SCORECARD_LIB_FOLDER_LOCK_H
#define SCORECARD_LIB_FOLDER_LOCK_H

/* A descriptor that holds the lock until it is closed; -1 and errno otherwise, EWOULDBLOCK when another has it. A link
 * is not followed. */
int folder_lock(const char *path);
/* The same, but waits up to two seconds for another that is about to end. */
int folder_lock_in_time(const char *path);

#endif
