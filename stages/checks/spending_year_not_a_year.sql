-- says:     The financial year does not end in the year after it begins.
-- severity: error
-- extract:  high_needs_lines
-- field:    financial_year
-- code:     spending-year-not-a-year
-- action:   Write it as 2020-21.
select row_id, financial_year as value
from current_high_needs_lines
where (cast(substr(financial_year, 1, 4) as integer) + 1) % 100
      <> cast(substr(financial_year, length(financial_year) - 1, 2) as integer)
order by row_id
