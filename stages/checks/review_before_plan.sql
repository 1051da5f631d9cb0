-- says:     The review was held before the plan started.
-- severity: error
-- extract:  annual_reviews
-- field:    meeting_date
-- code:     review-before-plan
-- action:   Correct the date of the meeting or the start of the plan.
select row_id, meeting_date as value
from current_annual_reviews
where meeting_date < plan_start_date
order by row_id
