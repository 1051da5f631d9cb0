-- says:     The person was 26 or older on the day the request was received; plans end at 25.
-- severity: error
-- extract:  requests
-- field:    receiveddate
-- code:     request-over-25
-- action:   Correct the date of birth or the date received.
select requests.row_id, requests.receiveddate as value
from current_requests as requests
join current_person as person on person.persontableid = requests.persontableid
where age_at(person.personbirthdate, requests.receiveddate) >= 26
order by requests.row_id
