-- says:     More SENCOs came than people.
-- severity: error
-- extract:  training
-- field:    sencos
-- code:     training-more-sencos-than-people
-- action:   Correct one of the two numbers.
select row_id, sencos as value
from current_training
where sencos > attendees
order by row_id
