/* Two folders or files change places in one step, so that a reader sees the old set or the new one, never a mixture. */
#ifndef SCORECARD_LIB_SWAP_H
#define SCORECARD_LIB_SWAP_H

#include <glib.h>
#include <stdbool.h>

/* Puts `fresh` at the place of `target`. When `target` exists the two are exchanged (renameat2); the old set is then at
 * `fresh`. Where the file system refuses the exchange, target is moved away and back again should the second step fail.
 */
bool swap_exchange(const char *fresh, const char *target, GError **error);
/* Removes a folder and all in it, folders that were made read-only too; links are removed, not followed. A folder that
 * is not there is no error. */
bool swap_remove_folder(const char *path, GError **error);
/* Flushes a file's or a folder's data to the disk. */
bool swap_sync(const char *path, GError **error);

#endif
