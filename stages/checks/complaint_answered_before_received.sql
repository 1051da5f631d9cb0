-- says:     The complaint was answered before it was received or acknowledged.
-- severity: error
-- extract:  complaints
-- field:    responded_date
-- code:     complaint-answered-before-received
-- action:   Correct the dates.
select row_id, responded_date as value
from current_complaints
where responded_date < received_date or responded_date < acknowledged_date
order by row_id
