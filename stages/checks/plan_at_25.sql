-- says:     The person was 25 when the plan started, the last age at which one can.
-- severity: query
-- extract:  namedplan
-- field:    startdate
-- code:     plan-at-25
-- action:   Check the date of birth.
select namedplan.row_id, namedplan.startdate as value
from current_namedplan as namedplan
join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
join current_requests as requests on requests.requeststableid = assessment.requeststableid
join current_person as person on person.persontableid = requests.persontableid
where age_at(person.personbirthdate, namedplan.startdate) = 25
order by namedplan.row_id
