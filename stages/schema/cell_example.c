#include "stages/schema/cell_example.h"

#include "stages/schema/cell.h"

#include <string.h>

static bool is_taken(const struct field *field, const char *text)
{
    char buffer[CELL_BUFFER];
    struct cell cell;
    return text != NULL && *text != '\0' && cell_take(field->rule, text, (uint32_t)strlen(text), buffer, &cell) == 0;
}

/* Dates, numbers, years, truths, and texts with a form of their own. */
static const char *const common[] = {"2020-09-30",
                                     "30/09/2020",
                                     "2020-09-30T14:30:00",
                                     "2020-09",
                                     "2020-21",
                                     "12.50",
                                     "12",
                                     "1",
                                     "100",
                                     "2020",
                                     "true",
                                     "Y",
                                     "yes",
                                     "H801200001001",
                                     "1234567890",
                                     "0"};

const char *cell_example(const struct field *field)
{
    const struct code_list *codes = field->rule->codes;
    const char *const own[] = {field->example,
                               codes == NULL || code_list_count(codes) == 0 ? NULL : code_list_at(codes, 0)->code,
                               field->type == FIELD_STRING ? field->title : NULL};
    for (guint i = 0; i < G_N_ELEMENTS(own); i++)
        if (is_taken(field, own[i]))
            return own[i];
    for (guint i = 0; i < G_N_ELEMENTS(common); i++)
        if (is_taken(field, common[i]))
            return common[i];
    return "";
}
