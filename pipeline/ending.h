/* How the program ends where it cannot go on and nothing can be passed up: as by a kill, but with a line that says why
 * and an exit code. */
#ifndef SCORECARD_PIPELINE_ENDING_H
#define SCORECARD_PIPELINE_ENDING_H

#include "pipeline/lib/thread.h"

#define ENDING_ROOM THREAD_ROOM

/* From then on: a failed assertion and a crash are our own fault (5); an end for want of memory or threads, by GLib or
 * by a library that aborts then, is the machine's (4). Writes that fail are told where they fail, by no signal. `room`,
 * of ENDING_ROOM bytes, stays; it is where a crash is told from when the stack is full. */
void ending_watch(void *room);

#endif
