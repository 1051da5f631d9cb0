#include "pipeline/authority.h"

#include <string.h>

bool authority_code_is_valid(const char *code)
{
    return strlen(code) == 3 && strspn(code, "0123456789") == 3;
}

bool authority_check(const struct project *project, GError **error)
{
    const char *name = project_setting_text(project, "authority.name");
    const char *code = project_setting_text(project, "authority.code");
    if (!project_check_whole(project, "authority", error))
        return false;
    if (name == NULL || code == NULL)
        return true;
    if (*name == '\0')
        return project_fail_setting(project, "authority.name", error, "is empty: write the council's name there");
    if (*code == '\0')
        return project_fail_setting(project, "authority.code", error, "is empty: write the council's DfE code there");
    return authority_code_is_valid(code) ||
           project_fail_setting(project, "authority.code", error, "is not the three digits of a DfE code");
}
