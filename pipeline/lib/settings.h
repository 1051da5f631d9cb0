/* The settings.json files of a project's folders, read key by key: the first folder that has a key gives it. project.h
 * is the door to them. */
#ifndef SCORECARD_LIB_SETTINGS_H
#define SCORECARD_LIB_SETTINGS_H

#include <glib.h>
#include <stdbool.h>

struct settings;

/* From the folders (char *) that have the file, the first before the others. NULL and INVALID when one is no JSON
 * object, has a key that the last folder's, ours, has not, or gives it another type. */
struct settings *settings_load(const GPtrArray *folders, GError **error);
void settings_free(struct settings *settings);

/* By dotted key; NULL when unset, or no text. Owned by the settings. */
const char *settings_text(const struct settings *settings, const char *key);
gint64 settings_integer(const struct settings *settings, const char *key, gint64 otherwise);
/* Whether another folder than the last, ours, gives it. */
bool settings_is_own(const struct settings *settings, const char *key);
/* Texts of an array, NULL-ended, empty when unset; the caller frees with g_strfreev. */
char **settings_list(const struct settings *settings, const char *key);
/* Sets INVALID with the place of the key in the file that gives it, which must be one (asserted). Returns false. */
bool settings_fail(const struct settings *settings, const char *key, GError **error, const char *message);
/* Whether the first file that gives `key`, an object, has every member that the last file's has: INVALID otherwise. */
bool settings_check_whole(const struct settings *settings, const char *key, GError **error);
/* Every setting that is one value: dotted key → its text (char * both), in order of key; lists are left out. The caller
 * unrefs. */
GTree *settings_flatten(const struct settings *settings);

#endif
