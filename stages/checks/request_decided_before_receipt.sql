-- says:     The decision is dated before the request was received.
-- severity: error
-- extract:  requests
-- field:    requestoutcomedate
-- code:     request-decided-before-receipt
-- action:   Correct the date received or the date of the decision.
select row_id, requestoutcomedate as value
from current_requests
where requestoutcomedate < receiveddate
order by row_id
