#include "reports/render/period_label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_label(const char *text, const char *label, int year)
{
    struct period_label read;
    assert_true(period_label_read(text, &read));
    assert_string_equal(read.text, label);
    assert_int_equal(read.year, year);
}

static void months_and_days_become_short(void **state)
{
    (void)state;
    assert_label("January 2019", "Jan", 2019);
    assert_label("21 January 2021", "21 Jan", 2021);
    assert_label("September 2020 (part)", "Sep (part)", 2020);
    assert_label("28 Feb 2019", "28 Feb", 2019);
    assert_label("Jan 2019", "Jan", 2019);
}

static void other_periods_are_left_alone(void **state)
{
    (void)state;
    static const char *const OTHERS[] = {"2020-21",
                                         "2020",
                                         "",
                                         "January",
                                         "Janvier 2020",
                                         "January 20201",
                                         "January 2020 part",
                                         "Ja 2020",
                                         "Janu 2020",
                                         "99999999999999999999 May 2020"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        struct period_label label;
        assert_false(period_label_read(OTHERS[i], &label));
    }
}

static void days_are_known_by_their_month(void **state)
{
    (void)state;
    assert_string_equal(period_label_of_day(18648).text, "Jan");
    assert_int_equal(period_label_of_day(18648).year, 2021);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_and_days_become_short),
        cmocka_unit_test(other_periods_are_left_alone),
        cmocka_unit_test(days_are_known_by_their_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
