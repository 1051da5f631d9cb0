-- says:     The panel considered the request before it was received.
-- severity: error
-- extract:  casework
-- field:    panel_date
-- code:     casework-panel-before-receipt
-- action:   Correct the date of the panel or the date received.
select casework.row_id, casework.panel_date as value
from current_casework as casework
join current_requests as requests on requests.requeststableid = casework.requeststableid
where casework.panel_date < requests.receiveddate
order by casework.row_id
