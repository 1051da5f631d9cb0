-- says:     A high needs block of a year without spending, though a later year has some: its balance is all surplus.
-- severity: query
-- extract:  dsg_allocations
-- field:    financial_year
-- code:     grant-year-without-spending
-- action:   Add the year's spending to high_needs_lines.
select row_id, financial_year as value
from current_dsg_allocations
where block = 'high needs'
  and substr(financial_year, 1, 4) not in (select substr(financial_year, 1, 4) from current_high_needs_lines)
  and substr(financial_year, 1, 4) < (select max(substr(financial_year, 1, 4)) from current_high_needs_lines)
order by row_id
