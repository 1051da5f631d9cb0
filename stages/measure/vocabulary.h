/* The words that SQL files have for calendar, ages, postcodes and lists, registered on a connection so that no file
 * repeats calendar logic and the SQL stays portable (docs/measures.md).
 *
 *   days_between(from, to)            to - from, whole days
 *   add_days|add_weeks|add_months(date, n)
 *   months_between(from, to)          completed months, counted as ages are
 *   working_days_between(from, to)    working days after `from` up to and including `to`
 *   add_working_days(date, n)         the n-th working day after `date`
 *   least_date(a, b, …)               the earliest that is not null
 *   age_at(birth, on)                 completed years; null before birth
 *   anniversary(date, years)          the day on which so many years are completed
 *   age_band(age)                     "under 5" … "over 25"
 *   august_before(date)               the 31 August strictly before
 *   nc_year(birth, august)            year group by age on that 31 August: "below N1", "N1", "N2", "R", "1" …
 *   academic_year|financial_year(date) "2020/21", "2020-21"; month_of(date) "2020-07"
 *   postcode_normal(text)             "CW1 2AB"
 *   postcode_prefix_normal(text)      "CW12 3", as postcodes begin
 *   postcode_has_prefix(postcode, prefix)  1 or 0
 *   list_has(list, word)              1 or 0: the word is among those that semicolons part, whatever case and space
 *
 * Dates are texts yyyy-mm-dd. Null, a text that is no date, or a result outside the years 1900 to 2100, which is none
 * either, give null. All are deterministic and without effect. */
#ifndef SCORECARD_STAGES_MEASURE_VOCABULARY_H
#define SCORECARD_STAGES_MEASURE_VOCABULARY_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"

#include <glib.h>
#include <stdbool.h>

/* Registers all on the connection, with the project's bank holidays. May be called again. */
bool vocabulary_register(struct db *db, const struct project *project, GError **error);
/* The same with holidays given (working_days.h); takes a reference. */
bool vocabulary_register_with(struct db *db, GArray *holidays, GError **error);

#endif
