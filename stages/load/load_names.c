/* Whether the names of two files of one extract tell which of them is the newer. */
#include "stages/load/load_private.h"

#include <string.h>

/* The part of each in which two names differ. */
struct difference {
    const char *from;
    size_t length;
};

static void take_difference(const char *left, const char *right, struct difference *one, struct difference *other)
{
    size_t before = 0, behind = 0;
    const size_t left_length = strlen(left), right_length = strlen(right), most = MIN(left_length, right_length);
    while (before < most && left[before] == right[before])
        before++;
    while (behind < most - before && left[left_length - 1 - behind] == right[right_length - 1 - behind])
        behind++;
    *one = (struct difference){left + before, left_length - before - behind};
    *other = (struct difference){right + before, right_length - before - behind};
}

static bool is_number(const struct difference *part)
{
    static const char digits_and_marks[] = "0123456789-_. ";
    return part->length > 0 && strspn(part->from, digits_and_marks) >= part->length;
}

/* 03-2024 comes before 11-2023 in order of name. */
static bool ends_with_year(const char *name)
{
    return g_regex_match_simple("[0-9][-_. ]?20[0-9]{2}(?![0-9])", name, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
}

bool load_names_tell_age(const struct candidate *older, const struct candidate *newer)
{
    if (older->name_date != DATE_NONE && newer->name_date != DATE_NONE)
        return true;
    if (older->name_date != newer->name_date || ends_with_year(older->name) || ends_with_year(newer->name))
        return false;
    struct difference one, other;
    take_difference(older->name, newer->name, &one, &other);
    return one.length == other.length && is_number(&one) && is_number(&other);
}
