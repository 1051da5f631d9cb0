#include "pipeline/command.h"
#include "pipeline/ending.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/guard.h"
#include "pipeline/lib/shown.h"
#include "pipeline/lib/slip.h"
#include "pipeline/printed.h"
#include "pipeline/published_setting.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>

static void print_usage(FILE *stream)
{
    guint count;
    const struct command *commands = command_all(&count);
    fputs("usage: scorecard COMMAND [flags]\n\nFrom a council's SEND extracts to the board's scorecard.\n\nCommands:\n",
          stream);
    for (guint i = 0; i < count; i++)
        fprintf(stream, "  %-9s %s\n", commands[i].name, commands[i].summary);
    fputs("\nFlags of every command: --json --quiet --progress --no-progress --dry-run --encoding NAME\n"
          "  --limit-issues N --project DIR -h --help --version\n"
          "`scorecard COMMAND --help` shows one command's; `man scorecard` tells all.\n",
          stream);
}

static void print_command(const struct command *command)
{
    printf("usage: scorecard %s %s\n\n%s\n", command->name, command->usage, command->summary);
    options_describe(command, stdout);
}

static bool asks_for(char **argv, const char *brief, const char *full)
{
    for (char **argument = argv; *argument != NULL && !g_str_equal(*argument, "--"); argument++)
        if (g_str_equal(*argument, full) || (brief != NULL && g_str_equal(*argument, brief)))
            return true;
    return false;
}

static int report_failure(const GError *error)
{
    shown_print(stderr, "scorecard: %s\n", error->message);
    return scorecard_error_exit_code(error);
}

/* Faults of the data are told on standard output: that they were is part of the result. */
static bool has_result(const GError *error)
{
    return error == NULL || g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA);
}

/* Nothing was to be kept any more: whoever reads `explain … | head` wants to hear of no fault. */
static int report_unsaid(const GError *unsaid)
{
    if (!printed_reader_is_gone())
        return report_failure(unsaid);
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
    return SCORECARD_ERROR_SYSTEM;
}

static int run_command(const struct command *command, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    struct options options;
    struct context context = {0};
    const bool is_done =
        options_parse(&options, command, argc, argv, &error) && context_open(&context, &options, &error) &&
        published_take_setting(&options, command->flags, &context, &error) && command->run(&context, &error);
    context_close(&context);
    options_clear(&options);
    g_assert(is_done || error != NULL);
    g_autoptr(GError) unsaid = NULL;
    if (has_result(error) && !printed_flush(&unsaid))
        return report_unsaid(unsaid);
    return error == NULL ? 0 : report_failure(error);
}

/* After help and the like. */
static int end_well(void)
{
    g_autoptr(GError) error = NULL;
    return printed_flush(&error) ? 0 : report_unsaid(error);
}

static int print_version(void)
{
    puts("scorecard " SCORECARD_VERSION);
    return end_well();
}

static void say_no_command(const char *name)
{
    guint n;
    struct slip slip = slip_begin(name);
    const struct command *commands = command_all(&n);
    for (guint i = 0; i < n; i++)
        slip_consider(&slip, commands[i].name);
    g_autofree char *hint = slip_hint(&slip);
    shown_print(stderr, "scorecard: there is no command '%s'%s\n", name, hint);
}

int main(int argc, char **argv)
{
    char room[ENDING_ROOM];
    ending_watch(room);
    setlocale(LC_CTYPE, "C.UTF-8"); /* numbers stay as in "C" whatever the locale */
    guard_process();
    if (argc < 2) {
        print_usage(stderr);
        return SCORECARD_ERROR_USAGE;
    }
    if (g_str_equal(argv[1], "--version"))
        return print_version();
    const struct command *command = command_find(argv[1]);
    if (command == NULL) {
        const bool asks_help =
            g_str_equal(argv[1], "--help") || g_str_equal(argv[1], "-h") || g_str_equal(argv[1], "help");
        if (!asks_help)
            say_no_command(argv[1]);
        print_usage(asks_help ? stdout : stderr);
        return asks_help ? end_well() : SCORECARD_ERROR_USAGE;
    }
    if (asks_for(argv + 2, "-h", "--help")) {
        print_command(command);
        return end_well();
    }
    if (asks_for(argv + 2, NULL, "--version"))
        return print_version();
    return run_command(command, argc - 1, argv + 1);
}
