/* A code list: the codes a field may hold, with labels and synonyms (schemas/codes/<list>.csv: code,label,synonyms).
 *
 * Synonyms are separated by `;`. Case and space around a value never matter, and whole numbers may end in `.0`; what is
 * stored is the code as the list spells it. Columns after the third are notes. */
#ifndef SCORECARD_STAGES_SCHEMA_CODES_H
#define SCORECARD_STAGES_SCHEMA_CODES_H

#include <glib.h>
#include <stdint.h>

struct code {
    const char *code;
    const char *label;
    uint32_t length; /* of the code */
};

struct code_list;

/* `changes` is the path of a project's changes (code_rows.h), or NULL. INVALID when the header lacks code or label, or
 * a code or synonym stands for two codes; SYSTEM when it cannot be read. */
struct code_list *code_list_load(const char *path, const char *changes, GError **error);
void code_list_free(struct code_list *list);
guint code_list_count(const struct code_list *list);
/* In the order of the file. */
const struct code *code_list_at(const struct code_list *list, guint index);
/* The code that `text` stands for, or NULL. */
const struct code *code_list_find(const struct code_list *list, const char *text, uint32_t length);

#endif
