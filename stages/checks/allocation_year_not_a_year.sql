-- says:     The financial year does not end in the year after it begins.
-- severity: error
-- extract:  dsg_allocations
-- field:    financial_year
-- code:     allocation-year-not-a-year
-- action:   Write it as 2020-21.
select row_id, financial_year as value
from current_dsg_allocations
where (cast(substr(financial_year, 1, 4) as integer) + 1) % 100
      <> cast(substr(financial_year, length(financial_year) - 1, 2) as integer)
order by row_id
