-- says:     The financial year does not end in the year after it begins.
-- severity: error
-- extract:  savings_schemes
-- field:    financial_year
-- code:     saving-year-not-a-year
-- action:   Write it as 2020-21.
select row_id, financial_year as value
from current_savings_schemes
where (cast(substr(financial_year, 1, 4) as integer) + 1) % 100
      <> cast(substr(financial_year, length(financial_year) - 1, 2) as integer)
order by row_id
