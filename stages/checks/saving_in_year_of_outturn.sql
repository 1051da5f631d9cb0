-- says:     A saving is planned in a year of which the outturn is known: the mitigated balance takes it off spend that already holds it.
-- severity: query
-- extract:  savings_schemes
-- field:    saving
-- code:     saving-in-year-of-outturn
-- action:   Take the row out, or set its saving to 0, once the year's outturn is in.
select row_id, saving as value
from current_savings_schemes
where saving <> 0
  and substr(financial_year, 1, 4) in (
    select substr(financial_year, 1, 4) from current_high_needs_lines where basis = 'outturn')
order by row_id
