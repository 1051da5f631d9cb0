-- says:     The review was due before the plan started.
-- severity: error
-- extract:  annual_reviews
-- field:    due_date
-- code:     review-due-before-plan
-- action:   Correct the due date or the start of the plan.
select row_id, due_date as value
from current_annual_reviews
where due_date < plan_start_date
order by row_id
