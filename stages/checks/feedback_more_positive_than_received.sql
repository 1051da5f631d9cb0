-- says:     More feedback was positive than was received.
-- severity: error
-- extract:  local_offer
-- field:    feedback_positive
-- code:     feedback-more-positive-than-received
-- action:   Correct one of the two numbers.
select row_id, feedback_positive as value
from current_local_offer
where feedback_positive > coalesce(feedback_count, 0)
order by row_id
