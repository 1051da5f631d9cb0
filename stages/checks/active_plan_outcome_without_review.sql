-- says:     An outcome of the review is given without a date of the meeting.
-- severity: query
-- extract:  activeplans
-- field:    reviewoutcome
-- code:     active-plan-outcome-without-review
-- action:   Enter the date of the meeting, or remove the outcome.
select row_id, reviewoutcome as value
from current_activeplans
where reviewoutcome is not null and reviewmeeting is null
order by row_id
