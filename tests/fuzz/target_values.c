/* Any text as a cell of each type, held against readers of the test's own, and back into text. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_schemas.h"
#include "tests/fuzz/plain_values.h"

#include "pipeline/lib/number.h"
#include "stages/measure/postcode.h"
#include "stages/schema/cell.h"

#include <errno.h>
#include <math.h>

static const struct schema *schema_of(const char *name)
{
    return schema_find(fuzz_schemas(), name);
}

static void check_dates(const char *text, size_t length, const struct cell *cell, bool is_date)
{
    const int32_t iso = plain_date(text, length, false), any = plain_date(text, length, true);
    g_assert_cmpint(date_parse_iso(text, length), ==, iso);
    if (any != DATE_NONE) {
        g_assert_true(is_date);
        g_assert_cmpint(cell->order, ==, any);
    } else if (length == 10 && is_date) {
        g_assert_not_reached();
    }
    if (iso != DATE_NONE) {
        char back[DATE_TEXT_SIZE];
        date_format_iso(iso, back);
        g_assert_true(length == 10 && memcmp(back, text, 10) == 0);
        const struct date_parts parts = date_to_parts(iso);
        g_assert_cmpint(date_from_parts(parts), ==, iso);
    }
}

static void check_integers(const char *text, size_t length, const struct cell *cell, bool is_integer)
{
    char *end = NULL;
    const bool has_zero = length > 2 && text[length - 2] == '.' && strspn(text + length - 1, "0") == 1;
    g_autofree char *copy = g_strndup(text, has_zero ? length - 2 : length);
    const bool is_shaped = *copy != '\0' && !g_ascii_isspace(*copy);
    errno = 0;
    const long long value = strtoll(copy, &end, 10);
    if (is_shaped && *end == '\0' && errno == 0 && llabs(value) <= 1LL << 53 &&
        (copy[0] == '-' || copy[0] == '+' || g_ascii_isdigit(copy[0]))) {
        g_assert_true(is_integer);
        g_assert_cmpint(cell->value.as.integer, ==, value);
    }
}

static void check_money(const char *text, size_t length)
{
    int64_t pence = 0, expected = 0;
    const bool is_money = money_parse(text, length, &pence);
    if (length <= 64 && plain_money(text, &expected)) {
        g_assert_true(is_money);
        g_assert_cmpint(pence, ==, expected);
    }
    if (!is_money)
        return;
    char back[NUMBER_TEXT_SIZE];
    int64_t again = 0;
    money_format(pence, back);
    g_assert_true(money_parse(back, strlen(back), &again));
    g_assert_cmpint(again, ==, pence);
}

static void check_numbers(const struct cell *cell, bool is_number)
{
    if (!is_number)
        return;
    char back[NUMBER_TEXT_SIZE];
    g_assert_true(isfinite(cell->number));
    number_format(cell->number, back);
    g_assert_cmpfloat(g_ascii_strtod(back, NULL), ==, cell->number);
}

/* What a cell says of itself fits in the buffer, and a financial year, once read, reads as itself. */
static void check_texts(const char *text, size_t length)
{
    char buffer[CELL_BUFFER], again[CELL_BUFFER], postcode[POSTCODE_SIZE];
    uint32_t n = 0;
    upn_check(text, (uint32_t)length, buffer, &n);
    if (financial_year_read(text, (uint32_t)length, buffer)) {
        g_assert_true(financial_year_read(buffer, FINANCIAL_YEAR_LENGTH, again));
        g_assert_true(memcmp(buffer, again, FINANCIAL_YEAR_LENGTH) == 0);
    }
    if (postcode_normalise(text, postcode)) {
        char twice[POSTCODE_SIZE];
        g_assert_true(postcode_normalise(postcode, twice));
        g_assert_cmpstr(postcode, ==, twice);
    }
    struct moment moment;
    if (moment_parse_iso(text, length, &moment) && moment.hour != 24) /* the end of a day, in XML Schema */
        g_assert_true(moment_is_valid(&moment));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_text(data, MIN(size, 500));
    const size_t length = strlen(text);
    const struct schema *schema = schema_of("things");
    for (guint i = 0; i < schema->n_fields; i++) {
        const struct field *field = &schema->fields[i];
        char buffer[CELL_BUFFER];
        struct cell cell = {.order = 0};
        const uint32_t bits = cell_take(field->rule, text, (uint32_t)length, buffer, &cell);
        const bool is_taken = (bits & (CELL_NOT_TYPE | CELL_IS_NULL)) == 0;
        if (g_ascii_isspace(*text) || (length > 0 && g_ascii_isspace(text[length - 1])))
            continue; /* trimmed */
        if (g_str_equal(field->name, "born"))
            check_dates(text, length, &cell, is_taken);
        else if (g_str_equal(field->name, "places"))
            check_integers(text, length, &cell, is_taken);
        else if (g_str_equal(field->name, "share"))
            check_numbers(&cell, is_taken);
    }
    check_money(text, length);
    check_texts(text, length);
    return 0;
}
