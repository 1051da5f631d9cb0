-- says:     The person was 26 or older when the plan started; plans end at 25.
-- severity: error
-- extract:  namedplan
-- field:    startdate
-- code:     plan-over-25
-- action:   Correct the date of birth or the start of the plan.
select namedplan.row_id, namedplan.startdate as value
from current_namedplan as namedplan
join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
join current_requests as requests on requests.requeststableid = assessment.requeststableid
join current_person as person on person.persontableid = requests.persontableid
where age_at(person.personbirthdate, namedplan.startdate) >= 26
order by namedplan.row_id
