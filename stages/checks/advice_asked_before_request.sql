-- says:     The advice was asked for before the request was received.
-- severity: query
-- extract:  advice
-- field:    requested_date
-- code:     advice-asked-before-request
-- action:   Correct the date asked or the date received.
select advice.row_id, advice.requested_date as value
from current_advice as advice
join current_requests as requests on requests.requeststableid = advice.requeststableid
where advice.requested_date < requests.receiveddate
order by advice.row_id
