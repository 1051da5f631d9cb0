/* Whether a ZIP file is whole: each entry's own head says what the directory at the end says of it, and they lie one
 * behind the other without a gap. What libminizip cannot put right when it goes back to an entry's head, it leaves
 * wrong, and says nothing. */
#ifndef SCORECARD_RENDER_ZIP_CHECK_H
#define SCORECARD_RENDER_ZIP_CHECK_H

#include <glib.h>
#include <stdbool.h>

/* SYSTEM when it is not, or cannot be read. Files without comment and below 4 GiB only, as libxlsxwriter writes them.
 */
bool zip_check(const char *path, GError **error);

#endif
