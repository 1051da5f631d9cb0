#include "stages/schema/finding.h"

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {[SEVERITY_QUERY] = "query", [SEVERITY_ERROR] = "error"};
    return names[severity];
}

char *finding_column_letters(uint32_t column, char text[static COLUMN_LETTERS_SIZE])
{
    char reversed[COLUMN_LETTERS_SIZE];
    int n = 0;
    for (; column > 0; column = (column - 1) / 26)
        reversed[n++] = (char)('A' + (column - 1) % 26);
    for (int i = 0; i < n; i++)
        text[i] = reversed[n - 1 - i];
    text[n] = '\0';
    return text;
}
