/* Findings kept, so that they can be told apart by who has to correct them. Texts that repeat are kept once. */
#ifndef SCORECARD_STAGES_CHECK_FOUND_H
#define SCORECARD_STAGES_CHECK_FOUND_H

#include "stages/schema/schema.h"

#include <glib.h>
#include <stdint.h>

struct found_file {
    char *path;
    char *name; /* as issues.csv has it */
    char *sha256;
    char *period;                /* of a census; NULL: none, or not known */
    int64_t load_id;             /* 0: it was refused, or is in no warehouse */
    const struct schema *schema; /* NULL: no schema knows the file */
};

struct found {
    guint file;
    struct finding finding; /* its texts live as long as the list */
    uint64_t record;        /* the physical line its row begins on; 0: the file or its header */
    guint place;            /* index into the places (placing.h) */
};

struct found_list {
    GPtrArray *files; /* struct found_file *, in the order given */
    GArray *list;     /* struct found */
    GStringChunk *texts;
    guint file; /* whose findings follow */
};

struct found_list *found_list_new(void);
void found_list_free(struct found_list *list);
/* The file of this path, made when it is new: findings that follow are its. */
struct found_file *found_list_begin(struct found_list *list, const char *path);
/* A finding_sink. */
void found_list_add(const struct finding *finding, void *list);
/* By file and line, else as they were met. */
void found_list_sort(struct found_list *list);

#endif
