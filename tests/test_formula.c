#include "reports/render/formula.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_resolves(const char *formula, const char *expected)
{
    GHashTable *places = formula_places_new();
    formula_places_add(places, "spend", "spend_sheet", 6);
    g_autofree char *resolved = formula_resolve(formula, places);
    if (expected == NULL)
        assert_null(resolved);
    else
        assert_string_equal(resolved, expected);
    g_hash_table_unref(places);
}

static void formula_names_cells_of_the_sheet(void **state)
{
    (void)state;
    assert_resolves("=ROUND({spend:0:1}*2,2)", "=ROUND('spend_sheet'!$B$7*2,2)");
    assert_resolves("={spend:3:0}+{spend:3:26}", "='spend_sheet'!$A$10+'spend_sheet'!$AA$10");
    assert_resolves("={spend:0:701}", "='spend_sheet'!$ZZ$7");
}

static void formula_names_a_stretch_of_a_column(void **state)
{
    (void)state;
    assert_resolves("=SUM({spend:0:2:6})", "=SUM('spend_sheet'!$C$7:$C$13)");
}

static void formula_of_a_table_left_out_is_none(void **state)
{
    (void)state;
    assert_resolves("={spend:0:1}+{elsewhere:0:1}", NULL);
    assert_resolves(NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formula_names_cells_of_the_sheet),
        cmocka_unit_test(formula_names_a_stretch_of_a_column),
        cmocka_unit_test(formula_of_a_table_left_out_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
