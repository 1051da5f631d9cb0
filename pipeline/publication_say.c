#include "pipeline/publication_say.h"

#include "pipeline/lib/date.h"

#include "stages/sql/other_authority.sql.h"

#include <string.h>

/* A report is easily made of the program's own council by leaving --project out. */
void publication_say_authority(const struct context *context)
{
    const struct project *project = context->catalog.project;
    if (!project_setting_is_own(project, "authority.name"))
        context_say(context,
                    "Warning: the report is of %s, as the program's own settings.json has it: your council's has its "
                    "name in the settings.json of the folder given with --project (scorecard init makes one)",
                    project_setting_text(project, "authority.name"));
}

/* The return's own code decides which placements are out of area, the project's which published rows are the council's.
 */
bool publication_say_other_authority(const struct context *context, GError **error)
{
    const char *code = project_setting_text(context->catalog.project, "authority.code");
    g_autofree char *other = db_get_text(context->db, other_authority_sql, error);
    if (other == NULL)
        return false;
    if (*other != '\0')
        context_say(context,
                    "Warning: the SEN2 return is of the authority %s (NativeId of its persons), and authority.code in "
                    "settings.json is %s: one of them is another council's [other-authority]",
                    other, code);
    return true;
}

/* Every figure is [x] then. */
bool publication_say_nothing_loaded(const struct context *context, GError **error)
{
    const char *known_at = context->options->known_at;
    int64_t n = 0;
    if (!db_get_integer(context->db, &n, error, "select count(*) from visible_load"))
        return false;
    if (n == 0)
        context_say(context, "Warning: nothing was loaded%s%s: no figure is available [x]",
                    known_at == NULL ? "" : " by ", known_at == NULL ? "" : known_at);
    return true;
}

/* Readers want somebody to ask; the council's name alone helps little. */
void publication_say_contact(const struct context *context)
{
    const struct project *project = context->catalog.project;
    const char *contact = project_setting_text(project, "contact");
    g_autoptr(GError) place = NULL;
    if (contact != NULL && *contact != '\0')
        return;
    project_fail_setting(project, "contact", &place, "is empty: covers name the council only; write an address there");
    context_say(context, "%s", place->message);
}

/* Pages name the day of the previous board: one on which none met is worth a word. */
void publication_say_previous_board(const struct context *context, const struct calendar *calendar)
{
    if (calendar->has_met)
        return;
    char day[DATE_TEXT_SIZE];
    g_autoptr(GError) place = NULL;
    date_format_iso(calendar->previous_board, day);
    g_autofree char *said = g_strdup_printf("has no day before --as-at: %s, two months before, stands as the previous "
                                            "board; write the days of the board's meetings there",
                                            day);
    project_fail_setting(context->catalog.project, "board_dates", &place, said);
    context_say(context, "%s", place->message);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A board that reads [c] for its first measure wants to know before the papers go out. */
void publication_say_hidden(const struct context *context, const struct definitions *definitions,
                            const struct figures *figures)
{
    g_autoptr(GPtrArray) refs = g_ptr_array_new();
    for (guint i = 0; i < measures_count(definitions->measures); i++) {
        const struct measure *measure = measures_at(definitions->measures, i);
        const struct figure *latest = figures_headline(figures, measure, definitions->calendar.as_at);
        if (latest != NULL && g_str_equal(latest->symbol, "c"))
            g_ptr_array_add(refs, (void *)(uintptr_t)measure->ref);
    }
    if (refs->len == 0)
        return;
    g_ptr_array_sort(refs, compare_texts);
    g_ptr_array_add(refs, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **)refs->pdata);
    context_say(context, "The latest figure of all cases is hidden [c], being small or for others' sake: %s", list);
}
