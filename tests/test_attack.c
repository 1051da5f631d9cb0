#include "stages/disclose/attack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void equate(struct attack *attack, guint a, guint b, guint c)
{
    const struct attack_term terms[] = {{a, 1}, {b, 1}, {c, -1}};
    attack_add_equation(attack, terms, G_N_ELEMENTS(terms));
}

/* Each has a number of its own (slack), so that those of the branch are told apart once it has joined. */
static void equations_of_a_branch_count_as_those_set_up_beside_it(void **state)
{
    (void)state;
    enum { A, B, C, D, N };
    struct attack *attack = attack_new();
    for (guint i = 0; i < N; i++)
        attack_add_number(attack);
    attack_set(attack, D, 5);
    struct attack *branch = attack_branch(attack);
    const guint own = attack_add_number(attack), branch_own = attack_add_number(branch);
    attack_set(branch, branch_own, 3);
    equate(attack, A, B, D);          /* a + b = 5 */
    equate(attack, own, C, A);        /* own + c = a */
    equate(branch, branch_own, B, D); /* 3 + b = 5 */
    attack_join(attack, branch);
    attack_free(branch);
    attack_run(attack);
    assert_true(attack_knows(attack, A));
    assert_true(attack_knows(attack, B));
    assert_false(attack_knows(attack, own));
    assert_false(attack_knows(attack, C));
    attack_free(attack);
}

static void equations_that_are_not_joined_tell_nothing(void **state)
{
    (void)state;
    struct attack *attack = attack_new();
    const guint a = attack_add_number(attack), b = attack_add_number(attack), c = attack_add_number(attack);
    attack_set(attack, b, 1);
    attack_set(attack, c, 4);
    struct attack *branch = attack_branch(attack);
    equate(branch, a, b, c);
    attack_free(branch);
    attack_run(attack);
    assert_false(attack_knows(attack, a));
    attack_free(attack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equations_of_a_branch_count_as_those_set_up_beside_it),
        cmocka_unit_test(equations_that_are_not_joined_tell_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
