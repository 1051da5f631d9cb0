-- says:     Advice was asked for after the request was refused or withdrawn.
-- severity: query
-- extract:  advice
-- field:    requested_date
-- code:     advice-asked-for-refused-request
-- action:   Correct the outcome of the request, or remove the row.
select advice.row_id, advice.requested_date as value
from current_advice as advice
join current_requests as requests on requests.requeststableid = advice.requeststableid
where requests.requestoutcome in ('N', 'W') and advice.requested_date > requests.requestoutcomedate
  and coalesce(requests.requestmediation, 0) = 0 and coalesce(requests.requesttribunal, 0) = 0
order by advice.row_id
