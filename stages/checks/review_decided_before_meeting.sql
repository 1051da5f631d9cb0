-- says:     The decision was told before the meeting was held.
-- severity: error
-- extract:  annual_reviews
-- field:    decision_date
-- code:     review-decided-before-meeting
-- action:   Correct the date of the meeting or of the decision.
select row_id, decision_date as value
from current_annual_reviews
where decision_date < meeting_date
order by row_id
