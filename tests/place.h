/* A folder of the test's own, and the path of a warehouse in it that is not there yet. */
#ifndef SCORECARD_TESTS_PLACE_H
#define SCORECARD_TESTS_PLACE_H

struct place {
    char *folder, *path;
};

/* As cmocka's set-up and tear-down: the state is a struct place *. */
int place_set_up(void **state);
int place_tear_down(void **state);

#endif
