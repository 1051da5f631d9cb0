/* fault [--at N] [--sticky] [--writing] [--error NAME | --short | --kill | --signal NUMBER | --command TEXT]
 * [--calls A,B,…] [--log FILE] PROGRAM ARGUMENT…
 *
 * Runs the program under a seccomp filter that asks here before each system call of interest, in the order in which
 * they come, whichever thread makes them. Without --at they are counted and logged. With it, call N (with --sticky N
 * and all later ones) fails with the error in place of being made; or does half of what it should (read, write,
 * pread64, pwrite64); or the process is killed before it is made; or a command is run first. Counting begins where main
 * does, so that the loader's own calls stay out of it.
 *
 * Writes one line to descriptor 3: "CALLS exit CODE" or "CALLS signal NUMBER", then the call that was hit. No privilege
 * is needed: Linux 5.5 or later, for --short those of a debugger. Exits as the program does, by a signal with 128 and
 * its number; with 77 when the kernel does not allow it. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define CANNOT 77
#define REPORT 3
#define MOST_CALLS 64

/* Which argument is a path, or a descriptor: shown in the log. */
struct call {
    const char *name;
    int number;
    int path, descriptor; /* -1: none */
};

static const struct call calls[] = {
    {"openat", SYS_openat, 1, -1},
    {"read", SYS_read, -1, 0},
    {"pread64", SYS_pread64, -1, 0},
    {"write", SYS_write, -1, 0},
    {"writev", SYS_writev, -1, 0},
    {"pwrite64", SYS_pwrite64, -1, 0},
    {"close", SYS_close, -1, 0},
    {"fsync", SYS_fsync, -1, 0},
    {"fdatasync", SYS_fdatasync, -1, 0},
    {"ftruncate", SYS_ftruncate, -1, 0},
    {"fallocate", SYS_fallocate, -1, 0},
    {"lseek", SYS_lseek, -1, 0},
    {"fcntl", SYS_fcntl, -1, 0},
    {"flock", SYS_flock, -1, 0},
    {"fstat", SYS_fstat, -1, 0},
    {"newfstatat", SYS_newfstatat, 1, -1},
    {"statx", SYS_statx, 1, -1},
    {"statfs", SYS_statfs, 0, -1},
    {"fstatfs", SYS_fstatfs, -1, 0},
    {"getdents64", SYS_getdents64, -1, 0},
    {"readlinkat", SYS_readlinkat, 1, -1},
    {"faccessat", SYS_faccessat, 1, -1},
    {"faccessat2", SYS_faccessat2, 1, -1},
    {"mkdirat", SYS_mkdirat, 1, -1},
    {"unlinkat", SYS_unlinkat, 1, -1},
    {"renameat2", SYS_renameat2, 1, -1},
    {"linkat", SYS_linkat, 1, -1},
    {"symlinkat", SYS_symlinkat, 0, -1},
    {"fchmod", SYS_fchmod, -1, 0},
    {"fchmodat", SYS_fchmodat, 1, -1},
    {"fchown", SYS_fchown, -1, 0},
    {"mmap", SYS_mmap, -1, 4},
    {"munmap", SYS_munmap, -1, -1},
    {"mremap", SYS_mremap, -1, -1},
    {"mprotect", SYS_mprotect, -1, -1},
    {"brk", SYS_brk, -1, -1},
    {"clone3", SYS_clone3, -1, -1},
    {"prlimit64", SYS_prlimit64, -1, -1},
    {"getrandom", SYS_getrandom, -1, -1},
#ifdef SYS_open
    {"open", SYS_open, 0, -1},
    {"stat", SYS_stat, 0, -1},
    {"lstat", SYS_lstat, 0, -1},
    {"access", SYS_access, 0, -1},
    {"readlink", SYS_readlink, 0, -1},
    {"mkdir", SYS_mkdir, 0, -1},
    {"rmdir", SYS_rmdir, 0, -1},
    {"unlink", SYS_unlink, 0, -1},
    {"rename", SYS_rename, 0, -1},
    {"chmod", SYS_chmod, 0, -1},
#endif
};
#define N_CALLS (sizeof calls / sizeof *calls)

static const struct {
    const char *name;
    int number;
} errors[] = {
    {"EIO", EIO},     {"ENOSPC", ENOSPC}, {"EACCES", EACCES}, {"ENOMEM", ENOMEM}, {"EMFILE", EMFILE},
    {"EPERM", EPERM}, {"EROFS", EROFS},   {"EDQUOT", EDQUOT}, {"EINTR", EINTR},   {"EAGAIN", EAGAIN},
    {"EXDEV", EXDEV}, {"EINVAL", EINVAL}, {"ENOLCK", ENOLCK}, {"ENOSYS", ENOSYS}, {"ENOENT", ENOENT},
    {"EBADF", EBADF}, {"ESTALE", ESTALE},
};

struct plan {
    long at; /* 0: never */
    bool is_sticky, is_kill, is_short, is_writing;
    int error, signal;
    const char *command;
    const char *wanted; /* ",name,name," or NULL for all */
    FILE *log;
};

struct state {
    long n;
    bool has_begun;
    char hit[600];
};

static void die(const char *what)
{
    fprintf(stderr, "fault: %s: %s\n", what, strerror(errno));
    exit(CANNOT);
}

static int error_of(const char *name)
{
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(errors[i].name, name) == 0)
            return errors[i].number;
    fprintf(stderr, "fault: no error is called %s\n", name);
    exit(2);
}

static bool is_wanted(const struct plan *plan, const char *name)
{
    char word[40];
    snprintf(word, sizeof word, ",%s,", name);
    return plan->wanted == NULL || strstr(plan->wanted, word) != NULL;
}

static const struct call *find_call(int number)
{
    for (size_t i = 0; i < N_CALLS; i++)
        if (calls[i].number == number)
            return &calls[i];
    return NULL;
}

/* Where main begins: its first call sets what happens on SIGABRT. */
static bool is_main(const struct seccomp_data *data)
{
    return data->nr == SYS_rt_sigaction && data->args[0] == SIGABRT;
}

static struct sock_fprog make_filter(const struct plan *plan, struct sock_filter *code)
{
    unsigned short n = 0;
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_rt_sigaction, 0, 1);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    for (size_t i = 0; i < N_CALLS; i++) {
        if (!is_wanted(plan, calls[i].name))
            continue;
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)calls[i].number, 0, 1);
        code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    }
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    return (struct sock_fprog){.len = n, .filter = code};
}

static void send_descriptor(int channel, int descriptor)
{
    char byte = 0, space[CMSG_SPACE(sizeof descriptor)] = {0};
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    *head =
        (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof descriptor)};
    memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
    if (sendmsg(channel, &message, 0) < 0)
        _exit(CANNOT);
}

static int receive_descriptor(int channel)
{
    int descriptor = -1;
    char byte, space[CMSG_SPACE(sizeof descriptor)];
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
    if (recvmsg(channel, &message, MSG_CMSG_CLOEXEC) <= 0 || CMSG_FIRSTHDR(&message) == NULL)
        exit(CANNOT);
    memcpy(&descriptor, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof descriptor);
    return descriptor;
}

static void become_program(const struct plan *plan, int channel, char **argv)
{
    struct sock_filter code[2 * MOST_CALLS + 8];
    struct sock_fprog filter = make_filter(plan, code);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        _exit(CANNOT);
    /* From here to execv no call of interest may be made: nobody answers until the descriptor has arrived. */
    const int listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter);
    if (listener < 0)
        _exit(CANNOT);
    send_descriptor(channel, listener);
    execv(argv[0], argv);
    _exit(127);
}

static void describe_memory(pid_t process, unsigned long long address, char *text, size_t size)
{
    struct iovec here = {text, size - 1}, there = {(void *)(unsigned long)address, size - 1};
    ssize_t n = -1;
    for (; here.iov_len > 0 && n < 0; here.iov_len /= 2, there.iov_len = here.iov_len)
        n = process_vm_readv(process, &here, 1, &there, 1, 0);
    text[n < 0 ? 0 : n] = '\0';
}

static void describe_descriptor(pid_t process, int descriptor, char *text, size_t size)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/%d/fd/%d", process, descriptor);
    const ssize_t n = readlink(link, text, size - 1);
    text[n < 0 ? 0 : n] = '\0';
}

static void describe(const struct call *call, const struct seccomp_notif *request, char *text, size_t size)
{
    char place[400] = "";
    const pid_t process = (pid_t)request->pid;
    if (call->path >= 0)
        describe_memory(process, request->data.args[call->path], place, sizeof place);
    if (call->descriptor >= 0)
        describe_descriptor(process, (int)request->data.args[call->descriptor], place, sizeof place);
    const bool makes = call->number == SYS_openat && (request->data.args[2] & O_CREAT) != 0;
    if (makes)
        snprintf(text, size, "%s %s create %03o", call->name, place, (unsigned)request->data.args[3]);
    else
        snprintf(text, size, "%s %s", call->name, place);
}

/* The kernel tells that it gives no more by where the break is, which is where the heap ends. */
static long long find_break(pid_t process)
{
    char path[64], line[400];
    unsigned long long end = 0;
    snprintf(path, sizeof path, "/proc/%d/maps", process);
    FILE *maps = fopen(path, "r");
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL)
        if (strstr(line, "[heap]") != NULL)
            sscanf(line, "%*x-%llx", &end);
    if (maps != NULL)
        fclose(maps);
    return (long long)end;
}

/* A full disk fills neither a terminal nor a pipe: what is said there is to be heard. */
static bool is_said(const struct plan *plan, const struct seccomp_data *data)
{
    return plan->is_sticky && data->nr == SYS_write && data->args[0] <= STDERR_FILENO;
}

/* A file system that is read-only lets files be read. */
static bool is_reading(const struct plan *plan, const struct seccomp_data *data)
{
    return plan->is_writing && data->nr == SYS_openat && (data->args[2] & (O_ACCMODE | O_CREAT)) == O_RDONLY;
}

/* The first half of a read or write by hand, through the program's own descriptor. Bytes done; -1 when it cannot be. */
static long do_half(const struct seccomp_data *data, pid_t thread, int descriptor)
{
    const bool is_write = data->nr == SYS_write || data->nr == SYS_pwrite64;
    const bool has_place = data->nr == SYS_pread64 || data->nr == SYS_pwrite64;
    const size_t half = data->args[2] / 2;
    char *bytes = half == 0 ? NULL : malloc(half);
    if (bytes == NULL)
        return -1;
    struct iovec here = {bytes, half}, there = {(void *)(unsigned long)data->args[1], half};
    long n = is_write ? process_vm_readv(thread, &here, 1, &there, 1, 0) : (long)half;
    if (n == (long)half && is_write)
        n = has_place ? pwrite(descriptor, bytes, half, (off_t)data->args[3]) : write(descriptor, bytes, half);
    else if (n == (long)half)
        n = has_place ? pread(descriptor, bytes, half, (off_t)data->args[3]) : read(descriptor, bytes, half);
    here.iov_len = there.iov_len = n > 0 ? (size_t)n : 0;
    if (!is_write && n > 0 && process_vm_writev(thread, &here, 1, &there, 1, 0) != n)
        n = -1;
    free(bytes);
    return n;
}

static void answer_half(const struct seccomp_data *data, pid_t thread, pid_t program, struct seccomp_notif_resp *answer)
{
    const int process = (int)syscall(SYS_pidfd_open, program, 0);
    const int descriptor = process < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, process, (int)data->args[0], 0);
    const long n = descriptor < 0 ? -1 : do_half(data, thread, descriptor);
    if (n > 0) {
        answer->flags = 0;
        answer->val = n;
    }
    if (descriptor >= 0)
        close(descriptor);
    if (process >= 0)
        close(process);
}

/* What to answer to the call in hand. */
static void decide(const struct plan *plan, const struct state *state, pid_t program,
                   const struct seccomp_notif *request, struct seccomp_notif_resp *answer)
{
    const bool is_hit = plan->at > 0 && (state->n == plan->at || (plan->is_sticky && state->n > plan->at));
    answer->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    if (!is_hit)
        return;
    if (plan->is_kill)
        kill(program, SIGKILL);
    if (plan->signal != 0)
        kill(program, plan->signal);
    if (plan->command != NULL && system(plan->command) != 0)
        fprintf(stderr, "fault: the command failed\n");
    if (plan->error != 0) {
        answer->flags = 0;
        answer->error = -plan->error;
    }
    if (plan->is_short)
        answer_half(&request->data, (pid_t)request->pid, program, answer);
    if (plan->error != 0 && request->data.nr == SYS_brk) {
        answer->error = 0;
        answer->val = find_break(program);
        answer->flags = answer->val == 0 ? SECCOMP_USER_NOTIF_FLAG_CONTINUE : 0;
    }
}

static void answer_one(int listener, const struct plan *plan, struct state *state, pid_t program)
{
    struct seccomp_notif request = {0};
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &request) != 0)
        return;
    struct seccomp_notif_resp answer = {.id = request.id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    const struct call *call = find_call(request.data.nr);
    if (is_main(&request.data)) {
        state->has_begun = true;
    } else if (state->has_begun && call != NULL && !is_said(plan, &request.data) && !is_reading(plan, &request.data)) {
        state->n++;
        char text[500];
        const bool is_first = state->n == plan->at;
        if (plan->log != NULL || is_first)
            describe(call, &request, text, sizeof text);
        if (plan->log != NULL)
            fprintf(plan->log, "%ld %s\n", state->n, text);
        if (is_first)
            snprintf(state->hit, sizeof state->hit, "%s", text);
        decide(plan, state, program, &request, &answer);
    }
    ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

static void answer_all(int listener, const struct plan *plan, struct state *state, pid_t program)
{
    struct pollfd wait = {.fd = listener, .events = POLLIN};
    while (poll(&wait, 1, -1) >= 0 || errno == EINTR) {
        if ((wait.revents & POLLIN) != 0)
            answer_one(listener, plan, state, program);
        else if ((wait.revents & (POLLHUP | POLLERR)) != 0)
            return;
    }
}

static char **read_flags(struct plan *plan, char **argv)
{
    static char wanted[1000];
    for (argv++; *argv != NULL && strncmp(*argv, "--", 2) == 0; argv++) {
        if (strcmp(*argv, "--") == 0) {
            argv++;
            break;
        } else if (strcmp(*argv, "--sticky") == 0)
            plan->is_sticky = true;
        else if (strcmp(*argv, "--writing") == 0)
            plan->is_writing = true;
        else if (strcmp(*argv, "--short") == 0)
            plan->is_short = true;
        else if (strcmp(*argv, "--kill") == 0)
            plan->is_kill = true;
        else if (strcmp(*argv, "--at") == 0)
            plan->at = atol(*++argv);
        else if (strcmp(*argv, "--error") == 0)
            plan->error = error_of(*++argv);
        else if (strcmp(*argv, "--signal") == 0)
            plan->signal = atoi(*++argv);
        else if (strcmp(*argv, "--command") == 0)
            plan->command = *++argv;
        else if (strcmp(*argv, "--log") == 0)
            plan->log = fopen(*++argv, "w");
        else if (strcmp(*argv, "--calls") == 0)
            snprintf(wanted, sizeof wanted, ",%s,", *++argv);
    }
    plan->wanted = wanted[0] == '\0' ? NULL : wanted;
    return argv;
}

/* What is reported goes nowhere when nobody opened the descriptor, and never into what is opened here. */
static void hold_report(void)
{
    if (fcntl(REPORT, F_GETFD) < 0 && dup2(open("/dev/null", O_WRONLY), REPORT) < 0)
        die("/dev/null");
}

int main(int argc, char **argv)
{
    hold_report();
    struct plan plan = {0};
    struct state state = {0};
    (void)argc;
    char **program = read_flags(&plan, argv);
    int pair[2];
    if (*program == NULL || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        die("usage: fault [FLAG…] PROGRAM [ARGUMENT…]");
    const pid_t child = fork();
    if (child == 0) {
        close(pair[0]);
        close(REPORT);
        become_program(&plan, pair[1], program);
    }
    close(pair[1]);
    const int listener = receive_descriptor(pair[0]);
    answer_all(listener, &plan, &state, child);
    int status = 0;
    waitpid(child, &status, 0);
    dprintf(REPORT, "%ld %s %d %s\n", state.n, WIFSIGNALED(status) ? "signal" : "exit",
            WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), state.hit);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
