-- says:     The advice was received before it was asked for.
-- severity: error
-- extract:  advice
-- field:    received_date
-- code:     advice-received-before-asked
-- action:   Correct one of the two dates.
select row_id, received_date as value
from current_advice
where received_date < requested_date
order by row_id
