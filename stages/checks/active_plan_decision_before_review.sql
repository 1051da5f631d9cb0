-- says:     The decision after the review is dated before the meeting.
-- severity: error
-- extract:  activeplans
-- field:    lastreview
-- code:     active-plan-decision-before-review
-- action:   Enter the date of the decision letter.
select row_id, lastreview as value
from current_activeplans
where lastreview < reviewmeeting
order by row_id
