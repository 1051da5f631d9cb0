/* What the files of models.h share. */
#ifndef SCORECARD_STAGES_MEASURE_MODELS_PRIVATE_H
#define SCORECARD_STAGES_MEASURE_MODELS_PRIVATE_H

#include "stages/measure/models.h"
#include "stages/measure/sqlfile.h"

struct model {
    struct sql_file *file;
    GPtrArray *sources; /* struct model *, those its text names */
    GHashTable *reads;  /* names of the relations its own SELECT reads; a shell hides what it was filled from */
    bool is_ordered, is_being_ordered;
    bool is_read;  /* by another model */
    bool is_shell; /* a table that is empty until it is filled; a view otherwise */
    bool is_wanted, is_filled;
};

struct models {
    GPtrArray *list;    /* struct model *, in name order */
    GPtrArray *ordered; /* the same, every model behind those it reads */
    const char *place;  /* of tables: MARTS, or temp on a connection that can have no database beside its own */
};

struct model *models_at(const struct models *models, guint index);
/* Finds what each model reads and puts every one behind that. INVALID when they go round in a circle. */
bool models_order(struct models *models, GError **error);

#endif
