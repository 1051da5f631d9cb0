-- says:     High needs spending of a year for which no high needs block is given: its balance is all deficit.
-- severity: query
-- extract:  high_needs_lines
-- field:    financial_year
-- code:     spending-year-without-grant
-- action:   Add the year's high needs block to dsg_allocations.
select min(row_id) as row_id, financial_year as value
from current_high_needs_lines
where exists (select 1 from current_dsg_allocations where block = 'high needs')
  and substr(financial_year, 1, 4) not in (
    select substr(financial_year, 1, 4) from current_dsg_allocations where block = 'high needs')
group by financial_year
order by row_id
