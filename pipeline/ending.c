#include "pipeline/ending.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/memory.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Safe wherever a signal is met. */
static void end(enum scorecard_error code)
{
    const char *const message = code == SCORECARD_ERROR_SYSTEM
                                    ? "scorecard: the machine has no memory or no thread left for this\n"
                                    : "scorecard: this is a fault in the program itself; please report it\n";
    if (write(STDERR_FILENO, message, strlen(message)) < 0) {
        /* nothing more can be said */
    }
    _exit((int)code);
}

/* So that nobody takes it for a fault in the data. A library that gets no memory ends the program in this way too. */
static void end_at_signal(int number)
{
    (void)number;
    end(memory_is_out() ? SCORECARD_ERROR_SYSTEM : SCORECARD_ERROR_FAULT);
}

/* GLib ends the program where it gets no memory or no thread: that is the machine's, not the program's fault. */
static GLogWriterOutput write_log(GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer unused)
{
    if ((level & G_LOG_LEVEL_ERROR) == 0)
        return g_log_writer_default(level, fields, n_fields, unused);
    end(SCORECARD_ERROR_SYSTEM);
    return G_LOG_WRITER_HANDLED;
}

/* A stack that cannot grow is a crash as well, which has no room there to be told. */
static void make_room(void *room)
{
    const stack_t stack = {.ss_sp = room, .ss_size = ENDING_ROOM};
    sigaltstack(&stack, NULL);
}

static void end_at(int number)
{
    struct sigaction action = {.sa_handler = end_at_signal, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void ending_watch(void *room)
{
    static const int ends[] = {
        SIGABRT,             /* an assertion; first: tests/torture/fault.c knows by it where main begins */
        SIGTRAP,             /* how GLib ends at a fault of its own */
#ifndef __SANITIZE_ADDRESS__ /* which tells more of a crash */
        SIGSEGV, SIGBUS, SIGFPE, SIGILL,
#endif
    };
    make_room(room);
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        end_at(ends[i]);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a fault of its write, which is told */
    signal(SIGPIPE, SIG_IGN); /* so is a reader who goes away before what is said to him is kept */
    g_log_set_writer_func(write_log, NULL, NULL);
}
