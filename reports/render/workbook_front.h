/* The first sheets of a workbook: Cover, Contents, Notes. */
#ifndef SCORECARD_RENDER_WORKBOOK_FRONT_H
#define SCORECARD_RENDER_WORKBOOK_FRONT_H

#include "reports/render/document.h"
#include "reports/render/worksheet.h"

#include <glib.h>

/* A sheet after Cover and Contents: what Contents links to. The first is Notes. */
struct sheet_entry {
    char *name; /* at most 31 characters, differs from the others whatever the case */
    char *page; /* the topic it belongs to */
    char *title;
};

/* The caller unrefs. */
GPtrArray *sheet_entries_new(void);
/* The sheet's name is made from `id`, which has no spaces. */
void sheet_entries_add(GPtrArray *entries, const char *id, const char *page, const char *title);
const struct sheet_entry *sheet_entry_at(const GPtrArray *entries, guint index);
/* Writes the three. */
void workbook_write_front(struct workbook_file *book, const struct document *document, const GPtrArray *entries);

#endif
