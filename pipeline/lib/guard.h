/* What the process is not to do to the records it reads, whatever it was started with. */
#ifndef SCORECARD_LIB_GUARD_H
#define SCORECARD_LIB_GUARD_H

/* Before anything is opened: what is made is its owner's alone from the first byte; no core file holds records; and no
 * file that is opened gets the number of a standard stream that was closed, so that no message is written into it. What
 * libraries would read of the environment, and write other bytes for it, is gone. */
void guard_process(void);

#endif
