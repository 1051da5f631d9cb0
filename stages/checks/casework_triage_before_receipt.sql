-- says:     The request was triaged before it was received.
-- severity: error
-- extract:  casework
-- field:    triage_date
-- code:     casework-triage-before-receipt
-- action:   Correct the date of triage or the date received.
select casework.row_id, casework.triage_date as value
from current_casework as casework
join current_requests as requests on requests.requeststableid = casework.requeststableid
where casework.triage_date < requests.receiveddate
order by casework.row_id
