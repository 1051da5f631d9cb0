-- says:     The draft plan was sent before the request was received.
-- severity: error
-- extract:  casework
-- field:    draft_issued_date
-- code:     casework-draft-before-receipt
-- action:   Correct the date of the draft or the date received.
select casework.row_id, casework.draft_issued_date as value
from current_casework as casework
join current_requests as requests on requests.requeststableid = casework.requeststableid
where casework.draft_issued_date < requests.receiveddate
order by casework.row_id
