-- says:     The year before has no assumptions, though an earlier one has: the forecast ends before this year.
-- severity: query
-- extract:  high_needs_assumptions
-- field:    financial_year
-- code:     assumptions-after-a-gap
-- action:   Add the assumptions of the year before.
with year as (
    select cast(substr(financial_year, 1, 4) as integer) as starts, min(financial_year) as financial_year,
           min(row_id) as row_id
    from current_high_needs_assumptions group by cast(substr(financial_year, 1, 4) as integer))
select year.row_id, year.financial_year as value
from year
where year.starts > (select min(starts) from year) and year.starts - 1 not in (select starts from year)
order by year.row_id
