/* Any command line, a word a line: refused with a message and an exit code of 1 to 4, or done; never a fault of the
 * program's own (5). Every line is a dry run that is pointed at the small project, whatever paths it names, and leaves
 * each file as it was. */
#include "tests/fuzz/counted_project.h"

#include "pipeline/command.h"
#include "pipeline/lib/hash.h"

#include <fcntl.h>
#include <unistd.h>

#define MOST_WORDS 64

struct ground {
    char *warehouse, *extract, *extracts, *schema;
    char sha256[HASH_TEXT_SIZE];
    int silence; /* where results are printed to, but with SCORECARD_FUZZ_SAY set */
};

static const struct ground *ground_make(void)
{
    static struct ground ground;
    if (ground.warehouse != NULL)
        return &ground;
    GError *error = NULL;
    struct project *project = project_open(NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) schemas = schema_load_all(project, &error);
    g_assert_no_error(error);
    ground.extracts = g_strdup(fuzz_folder());
    ground.warehouse = counted_make(schemas);
    ground.extract = g_build_filename(ground.extracts, "things.csv", NULL);
    ground.schema = project_find(project, "schemas", "things", ".json");
    ground.silence = open(g_getenv("SCORECARD_FUZZ_SAY") == NULL ? "/dev/null" : "/dev/stderr", O_WRONLY | O_CLOEXEC);
    g_autofree char *sha256 = hash_file(ground.warehouse, &error);
    g_assert_no_error(error);
    g_strlcpy(ground.sha256, sha256, sizeof ground.sha256);
    project_close(project);
    return &ground;
}

static void point(char **path, const char *there)
{
    g_free(*path);
    *path = g_strdup(there);
}

static void aim(const struct ground *ground, const struct command *command, struct options *options)
{
    const bool takes_files = command->max_arguments == G_MAXUINT, makes_folder = command->run == command_init;
    options->is_dry_run = options->is_quiet = true;
    options->progress = PROGRESS_OFF;
    point(&options->warehouse, ground->warehouse);
    point(&options->project, NULL);
    if (options->extracts != NULL)
        point(&options->extracts, ground->extracts);
    if (options->schema != NULL)
        point(&options->schema, ground->schema);
    if (options->out != NULL || makes_folder)
        point(&options->out, "/nowhere/at/all");
    for (guint i = 0; i < options->n_arguments; i++)
        if (takes_files || makes_folder)
            point(&options->arguments[i], makes_folder ? "ours" : ground->extract);
}

static void check_day(int32_t day)
{
    char text[DATE_TEXT_SIZE];
    if (day == DATE_NONE)
        return;
    date_format_iso(day, text);
    g_assert_cmpint(date_parse_iso(text, strlen(text)), ==, day);
}

static void check_moment(const char *moment)
{
    g_assert_true(moment == NULL || strlen(moment) == strlen("2021-01-21T09:30:00.000Z"));
}

static void check_read(const struct options *options)
{
    const int32_t days[] = {options->as_at, options->census_date, options->period_start, options->period_end};
    for (size_t i = 0; i < G_N_ELEMENTS(days); i++)
        check_day(days[i]);
    check_moment(options->known_at);
    check_moment(options->against);
    g_assert_cmpint(options->limit_issues, >=, 0);
}

/* What the program says to words that are UTF-8 is UTF-8. */
static void check_refusal(const GError *error, bool is_utf8)
{
    if (g_getenv("SCORECARD_FUZZ_SAY") != NULL)
        fprintf(stderr, "%s\n", error->message);
    const int code = scorecard_error_exit_code(error);
    g_assert_cmpint(code, >=, SCORECARD_ERROR_USAGE);
    g_assert_cmpint(code, <, SCORECARD_ERROR_FAULT);
    g_assert_cmpstr(error->message, !=, "");
    g_assert_true(!is_utf8 || g_utf8_validate(error->message, -1, NULL));
}

static bool run(const struct ground *ground, const struct command *command, const struct options *options,
                GError **error)
{
    struct context context = {0};
    fflush(stdout);
    const int stream = dup(STDOUT_FILENO);
    dup2(ground->silence, STDOUT_FILENO);
    const bool is_done = context_open(&context, options, error) && command->run(&context, error);
    context_close(&context);
    fflush(stdout);
    dup2(stream, STDOUT_FILENO);
    close(stream);
    return is_done;
}

static void check_untouched(const struct ground *ground)
{
    g_autofree char *sha256 = hash_file(ground->warehouse, NULL);
    g_assert_cmpstr(sha256, ==, ground->sha256);
    g_autoptr(GDir) folder = g_dir_open(ground->extracts, 0, NULL);
    guint n_files = 0;
    while (g_dir_read_name(folder) != NULL)
        n_files++;
    g_assert_cmpuint(n_files, ==, 2); /* the extract and its warehouse */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(GStrv) words = g_strsplit(text, "\n", MOST_WORDS);
    const struct command *command = *words == NULL ? NULL : command_find(*words);
    if (command == NULL)
        return -1;
    const struct ground *ground = ground_make();
    GError *error = NULL;
    struct options options;
    const bool is_read = options_parse(&options, command, (int)g_strv_length(words), words, &error);
    g_assert_true(is_read || error->code == SCORECARD_ERROR_USAGE);
    if (is_read) {
        check_read(&options);
        aim(ground, command, &options);
    }
    const bool is_done = is_read && run(ground, command, &options, &error);
    options_clear(&options);
    g_assert_true(is_done == (error == NULL));
    if (error != NULL)
        check_refusal(error, g_utf8_validate(text, -1, NULL));
    g_clear_error(&error);
    check_untouched(ground);
    return 0;
}
