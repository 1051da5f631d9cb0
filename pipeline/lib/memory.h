/* The process's memory. */
#ifndef SCORECARD_LIB_MEMORY_H
#define SCORECARD_LIB_MEMORY_H

#include <stdbool.h>

/* Gives what was freed back to the system, where the allocator would keep it: after a stage that took much, and before
 * one that takes it elsewhere. */
void memory_give_back(void);
/* Whether the system gives no more. May be asked in a signal handler. */
bool memory_is_out(void);

#endif
