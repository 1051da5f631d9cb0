/* A file in memory, which no disk can fail, fill or show to others. */
#ifndef SCORECARD_RENDER_MEMORY_FILE_H
#define SCORECARD_RENDER_MEMORY_FILE_H

#include <stdio.h>

/* Empty, to be written and read; gone when it is closed. NULL without memory. */
FILE *memory_file_new(void);

#endif
