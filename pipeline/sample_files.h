/* The two files of a dip sample: OUT/sample-<measure>.xlsx and OUT/sample-<measure>.json. They are written beside their
 * places, under OUT's lock, then put there; what lay there can be put back until the register is kept. So the register
 * and the files change together or not at all.
 *
 * A workbook that somebody has begun to fill is never overwritten: it is told by the SHA-256 that the JSON beside it
 * has of the workbook as it was written. Nor are the files of another draw, which the JSON names: they may have been
 * printed or sent out. */
#ifndef SCORECARD_PIPELINE_SAMPLE_FILES_H
#define SCORECARD_PIPELINE_SAMPLE_FILES_H

#include "pipeline/context.h"
#include "stages/sample/audit_book.h"

#include <stdbool.h>

struct sample_files;

/* Writes both beside their places; SYSTEM when they cannot be, or when another draw's files or a workbook
 * that was changed stand there. */
struct sample_files *sample_files_write(const char *out, const struct audit_book *book, GError **error);
/* Puts them in place, mode 0600; at a fault all is put back. */
bool sample_files_place(struct sample_files *files, GError **error);
/* Puts back what lay there. */
void sample_files_undo(struct sample_files *files);
/* Prints their paths, or the JSON. */
void sample_files_print(const struct sample_files *files, bool is_json);
/* Takes away what was not put in place, or what lay there before. */
void sample_files_free(struct sample_files *files);

/* The sample as JSON; `workbook_sha256` is NULL when no workbook was written. The caller frees. */
char *sample_json(const struct dip_sample *dip, const char *workbook_sha256);

#endif
