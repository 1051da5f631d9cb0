/* How a code list is filled: codes_load.c reads the file, codes.c keeps what it holds. */
#ifndef SCORECARD_STAGES_SCHEMA_CODES_PRIVATE_H
#define SCORECARD_STAGES_SCHEMA_CODES_PRIVATE_H

#include "stages/schema/code_rows.h"
#include "stages/schema/codes.h"

#include <stdbool.h>

struct code_list *code_list_new(void);
/* A code that stands in that row; its texts are copied. INVALID when it stands for another already. */
bool code_list_add(struct code_list *list, const struct code_row *row, const struct code *code, GError **error);
/* Of the code added last; INVALID as above. */
bool code_list_add_synonym(struct code_list *list, const char *text, uint32_t length, GError **error);
/* When all are in: makes the short ones fast to find. */
void code_list_finish(struct code_list *list);

#endif
