/* Setting text: lines are broken alike whatever other threads measure meanwhile. */
#include "reports/render/typeset.h"

#include "pipeline/lib/thread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdatomic.h>

/* The third line ends with "redeployed." or before it, by a hundredth of a point. */
static const char TIGHT[] =
    "Plans were late in the summer and autumn of 2020 while schools were closed and health staff "
    "were redeployed. Two further keyworkers start in February.";
#define TIGHT_WIDTH 152.487
#define ROUNDS 100

static double widest_line(void)
{
    struct typesetter *typesetter = typesetter_new(NULL);
    assert_non_null(typesetter);
    const struct text_style style = {.size = 8.5, .breaks_words = true};
    const struct text_size size = typesetter_measure(typesetter, TIGHT, style, TIGHT_WIDTH);
    typesetter_free(typesetter);
    return size.width;
}

/* Meets sizes for the first time, without end. */
static void *set_in_many_sizes(void *data)
{
    atomic_bool *is_over = data;
    while (!atomic_load(is_over)) {
        struct typesetter *typesetter = typesetter_new(NULL);
        for (int i = 0; i < 40 && !atomic_load(is_over); i++)
            typesetter_measure(typesetter, TIGHT, (struct text_style){.size = 6 + i / 4.0}, TIGHT_WIDTH);
        typesetter_free(typesetter);
    }
    return NULL;
}

static void lines_are_broken_alike_beside_other_threads(void **state)
{
    (void)state;
    const double alone = widest_line();
    atomic_bool is_over = false;
    pthread_t thread;
    assert_true(thread_start(&thread, set_in_many_sizes, &is_over));
    int n_otherwise = 0;
    for (int i = 0; i < ROUNDS; i++)
        n_otherwise += fabs(widest_line() - alone) > 0.001;
    atomic_store(&is_over, true);
    pthread_join(thread, NULL);
    assert_int_equal(n_otherwise, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_broken_alike_beside_other_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
