#include "pipeline/lib/date.h"
#include "reports/render/finish.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_marked(const char *content, const char *expected)
{
    GString *marked = content_mark_artifacts(content, strlen(content));
    assert_string_equal(marked->str, expected);
    g_string_free(marked, TRUE);
}

static void painting_outside_tags_becomes_an_artifact(void **state)
{
    (void)state;
    assert_marked("q 1 w 0 0 m 5 5 l S Q", "q 1 w /Artifact BMC\n0 0 m 5 5 l S\nEMC\n Q");
    assert_marked("BT /f 9 Tf (a) Tj ET", "BT /f 9 Tf /Artifact BMC\n(a) Tj\nEMC\n ET");
    assert_marked("0 0 5 5 re f", "/Artifact BMC\n0 0 5 5 re f\nEMC\n");
}

static void tagged_painting_stays_as_it_is(void **state)
{
    (void)state;
    const char *content = "/P <</MCID 0>> BDC BT [(a) -3 <62>] TJ ET EMC";
    assert_marked(content, content);
}

static void clipping_paints_nothing(void **state)
{
    (void)state;
    const char *content = "0 0 5 5 re W n";
    assert_marked(content, content);
}

static void operators_within_strings_are_text(void **state)
{
    (void)state;
    const char *content = "/P <</MCID 0>> BDC (EMC \\) (Tj)) Tj EMC";
    assert_marked(content, content);
    assert_marked("% S\n(EMC) Tj", "% S\n/Artifact BMC\n(EMC) Tj\nEMC\n");
}

static void painting_after_a_tag_is_an_artifact_again(void **state)
{
    (void)state;
    assert_marked("/P <</MCID 0>> BDC EMC 1 1 m 2 2 l s", "/P <</MCID 0>> BDC EMC /Artifact BMC\n1 1 m 2 2 l s\nEMC\n");
}

static void the_xmp_packet_escapes_its_texts(void **state)
{
    (void)state;
    const struct canvas_metadata metadata = {"A & B", "C <d>", NULL, "k",
                                             date_from_parts((struct date_parts){2021, 1, 21})};
    g_autofree char *xmp = finish_xmp(metadata);
    assert_non_null(strstr(xmp, "<rdf:li xml:lang=\"x-default\">A &amp; B</rdf:li>"));
    assert_non_null(strstr(xmp, "C &lt;d&gt;"));
    assert_non_null(strstr(xmp, "<xmp:CreateDate>2021-01-21T00:00:00Z</xmp:CreateDate>"));
    assert_non_null(strstr(xmp, "<pdfuaid:part>1</pdfuaid:part>"));
}

static void dates_carry_the_prefix_that_cairo_leaves_out(void **state)
{
    (void)state;
    g_autofree char *date = finish_date(date_from_parts((struct date_parts){2021, 1, 21}));
    assert_string_equal(date, "D:20210121000000Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(painting_outside_tags_becomes_an_artifact),
        cmocka_unit_test(tagged_painting_stays_as_it_is),
        cmocka_unit_test(clipping_paints_nothing),
        cmocka_unit_test(operators_within_strings_are_text),
        cmocka_unit_test(painting_after_a_tag_is_an_artifact_again),
        cmocka_unit_test(the_xmp_packet_escapes_its_texts),
        cmocka_unit_test(dates_carry_the_prefix_that_cairo_leaves_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
