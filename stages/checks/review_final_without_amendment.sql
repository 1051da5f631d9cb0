-- says:     A final amended plan is dated, but the decision was not to amend.
-- severity: query
-- extract:  annual_reviews
-- field:    final_plan_date
-- code:     review-final-without-amendment
-- action:   Correct the decision, or remove the date.
select row_id, final_plan_date as value
from current_annual_reviews
where final_plan_date is not null and decision in ('C', 'M')
order by row_id
