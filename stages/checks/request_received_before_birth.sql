-- says:     The request was received before the person was born.
-- severity: error
-- extract:  requests
-- field:    receiveddate
-- code:     request-received-before-birth
-- action:   Correct the date of birth or the date received.
select requests.row_id, requests.receiveddate as value
from current_requests as requests
join current_person as person on person.persontableid = requests.persontableid
where requests.receiveddate < person.personbirthdate
order by requests.row_id
