-- says:     The person has another review due on the same day.
-- severity: query
-- extract:  annual_reviews
-- field:    due_date
-- code:     review-recorded-twice
-- action:   Remove one of the two rows.
select row_id, due_date as value
from (select row_id, due_date, row_number() over (partition by persontableid, due_date order by row_id) as place
      from current_annual_reviews
      where (persontableid, due_date) in (
          select persontableid, due_date
          from current_annual_reviews group by persontableid, due_date having count(*) > 1)) as numbered
where place > 1
order by row_id
