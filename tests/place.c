#include "tests/place.h"

#include "tests/temporary.h"

int place_set_up(void **state)
{
    struct place *place = g_new0(struct place, 1);
    place->folder = temporary_make();
    place->path = g_build_filename(place->folder, "scorecard.db", NULL);
    *state = place;
    return 0;
}

int place_tear_down(void **state)
{
    struct place *place = *state;
    temporary_remove(place->folder);
    g_free(place->path);
    g_free(place);
    return 0;
}
