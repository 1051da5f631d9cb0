#include "pipeline/lib/memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void memory_give_back(void)
{
#ifdef __GLIBC__
    malloc_trim(0); /* glibc keeps an arena a thread, with all that the thread's statements and rows have taken */
#endif
}

/* What an allocator asks for at least where it has nothing left. */
#define ASKED_BYTES (1024 * 1024)

bool memory_is_out(void)
{
    const int zeros = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    if (zeros < 0)
        return false; /* nobody knows */
    void *bytes = mmap(NULL, ASKED_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE, zeros, 0);
    close(zeros);
    return bytes == MAP_FAILED || munmap(bytes, ASKED_BYTES) != 0;
}
