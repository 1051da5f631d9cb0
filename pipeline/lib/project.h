/* Where schemas, SQL, reports and settings are found, and the overlay of another council's project on our own.
 *
 * Folders are the registries: a file is registered by lying in its folder. A project folder given with --project
 * replaces the files of the same name and inherits the rest; settings are merged key by key. What lies in a folder
 * `changes` of a registry replaces nothing: it says what is other than in the file of that name (json_file_change,
 * code_rows.h). */
#ifndef SCORECARD_LIB_PROJECT_H
#define SCORECARD_LIB_PROJECT_H

#include <glib.h>
#include <stdbool.h>

struct json_file;
struct project;

/* A folder whose files of a kind are registered by lying in it. */
struct registry {
    const char *folder, *suffix;
    const char *changes; /* the folder whose files those of this one change; NULL: they stand for themselves */
};
/* All of them, in order of folder; the last has no folder. */
const struct registry *project_registries(void);

/* `directory` is --project or NULL. The base is $PREFIX/share/scorecard of an installed program, else the folder above
 * the program's build/. SYSTEM when neither holds schemas/; INVALID for
 * settings that are none of ours and for changes to a file that is not there. */
struct project *project_open(const char *directory, GError **error);
void project_close(struct project *project);

/* Paths (char *) of the files folder/<stem><suffix>, overlay applied, in order of stem; none where there is no such
 * folder. NULL and SYSTEM when one cannot be read: to go on without its files would give other figures. The caller
 * unrefs. */
GPtrArray *project_list(const struct project *project, const char *folder, const char *suffix, GError **error);
/* Path of folder/<stem><suffix>, or NULL when there is none. The caller frees. */
char *project_find(const struct project *project, const char *folder, const char *stem, const char *suffix);
/* A slip's hint (slip.h) at the file of folder/ whose stem is nearest. The caller frees. */
char *project_nearest(const struct project *project, const char *folder, const char *suffix, const char *stem);
/* The folder of --project, or NULL. */
const char *project_own_folder(const struct project *project);
/* Whether the path lies in it. */
bool project_is_own(const struct project *project, const char *path);
/* "schemas/person.json": the path below its root, as the manifest names it. The caller frees. */
char *project_relative_path(const struct project *project, const char *path);
/* File name without folder and `suffix`. The caller frees. */
char *project_stem(const char *path, const char *suffix);
/* INVALID unless the stem may be the name of a table: small letters, digits and _, a letter first, LIMIT_NAME at most.
 */
bool project_check_stem(const char *path, const char *stem, GError **error);
/* The same of a report, whose name may have dashes. */
bool project_check_report(const char *path, const char *stem, GError **error);

/* A setting by dotted key ("authority.name"); the project's, else ours; NULL when unset. Owned by the project. */
const char *project_setting_text(const struct project *project, const char *key);
/* Whether the folder of --project gives it. */
bool project_setting_is_own(const struct project *project, const char *key);
gint64 project_setting_integer(const struct project *project, const char *key, gint64 otherwise);
/* Texts of an array setting (board_dates), NULL-ended; the caller frees with g_strfreev. */
char **project_setting_list(const struct project *project, const char *key);
/* Sets INVALID with the place of the setting in the file that gives it. Returns false. */
bool project_fail_setting(const struct project *project, const char *key, GError **error, const char *message);
/* A project that gives a setting which is an object gives all its members, lest ours stand in for those it leaves out:
 * INVALID. */
bool project_check_whole(const struct project *project, const char *key, GError **error);
/* Every setting that is one value: dotted key → its text (char * both), in order of key. The caller unrefs. */
GTree *project_settings(const struct project *project);

#endif
