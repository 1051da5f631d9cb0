-- says:     The complaint was acknowledged before it was received.
-- severity: error
-- extract:  complaints
-- field:    acknowledged_date
-- code:     complaint-acknowledged-before-received
-- action:   Correct one of the two dates.
select row_id, acknowledged_date as value
from current_complaints
where acknowledged_date < received_date
order by row_id
