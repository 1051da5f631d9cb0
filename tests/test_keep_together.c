#include "reports/render/keep_together.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The text with its kept spaces as underscores. The caller frees. */
static char *kept(const char *text)
{
    char *marked = g_strdup(text);
    PangoAttrList *list = keep_together(text);
    GSList *all = list == NULL ? NULL : pango_attr_list_get_attributes(list);
    for (GSList *at = all; at != NULL; at = at->next) {
        const PangoAttribute *attribute = at->data;
        assert_int_equal(attribute->klass->type, PANGO_ATTR_ALLOW_BREAKS);
        marked[attribute->start_index] = '_';
    }
    g_slist_free_full(all, (GDestroyNotify)pango_attribute_destroy);
    if (list != NULL)
        pango_attr_list_unref(list);
    return marked;
}

static void expect(const char *text, const char *marked)
{
    g_autofree char *actual = kept(text);
    assert_string_equal(actual, marked);
}

static void dates_spans_and_parts_are_kept(void **state)
{
    (void)state;
    expect("to 21 January 2021, up", "to 21_January_2021, up");
    expect("board (19 Nov 2020); 12 months on", "board (19_Nov_2020); 12_months on");
    expect("87.0% (1,495 of 2,753) in", "87.0% (1,495_of_2,753) in");
}

static void references_are_kept_with_their_names(void **state)
{
    (void)state;
    expect("needed for F04 Balance; F05 High needs", "needed for F04_Balance; F05_High needs");
}

static void other_spaces_break(void **state)
{
    (void)state;
    expect("", "");
    expect("plans issued within", "plans issued within");
    expect("T01 is late; T02, Plans", "T01 is late; T02, Plans");
    expect("SEN2 May be late", "SEN2 May be late");
    expect("30 open, 6 more", "30 open, 6 more");
    expect("one of many  ", "one of many  ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_spans_and_parts_are_kept),
        cmocka_unit_test(references_are_kept_with_their_names),
        cmocka_unit_test(other_spaces_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
