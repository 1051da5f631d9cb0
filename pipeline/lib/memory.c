#include "pipeline/lib/memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

void memory_give_back(void)
{
#ifdef __GLIBC__
    malloc_trim(0); /* glibc keeps an arena a thread, with all that the thread's statements and rows have taken */
#endif
}
