#include "pipeline/authority.h"

#include <string.h>

bool authority_code_is_valid(const char *code)
{
    return strlen(code) == 3 && strspn(code, "0123456789") == 3;
}

/* The ONS code of a place in England: E and eight digits. */
static bool is_ons_code(const char *code)
{
    return strlen(code) == 9 && *code == 'E' && strspn(code + 1, "0123456789") == 8;
}

/* May be empty: open data alone asks for it. */
static bool check_ons_code(const struct project *project, const char *key, GError **error)
{
    const char *code = project_setting_text(project, key);
    return code == NULL || *code == '\0' || is_ons_code(code) ||
           project_fail_setting(project, key, error, "is no ONS code of a place in England: E and eight digits");
}

static bool is_blank(const char *text)
{
    g_autofree char *rest = g_strstrip(g_strdup(text));
    return *rest == '\0';
}

bool authority_check(const struct project *project, GError **error)
{
    const char *name = project_setting_text(project, "authority.name");
    const char *code = project_setting_text(project, "authority.code");
    if (!project_check_whole(project, "authority", error))
        return false;
    if (name == NULL || code == NULL)
        return true;
    if (is_blank(name))
        return project_fail_setting(project, "authority.name", error, "is empty: write the council's name there");
    if (*code == '\0')
        return project_fail_setting(project, "authority.code", error, "is empty: write the council's DfE code there");
    if (!authority_code_is_valid(code))
        return project_fail_setting(project, "authority.code", error, "is not the three digits of a DfE code");
    return check_ons_code(project, "authority.gss", error) && check_ons_code(project, "authority.region_code", error);
}
