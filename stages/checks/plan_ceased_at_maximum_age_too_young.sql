-- says:     The plan ceased for maximum age (1), but the person was under 19.
-- severity: query
-- extract:  namedplan
-- field:    ceasereason
-- code:     plan-ceased-at-maximum-age-too-young
-- action:   Correct the reason or the date of birth.
select namedplan.row_id, namedplan.ceasereason as value
from current_namedplan as namedplan
join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
join current_requests as requests on requests.requeststableid = assessment.requeststableid
join current_person as person on person.persontableid = requests.persontableid
where namedplan.ceasereason = '1' and age_at(person.personbirthdate, namedplan.ceasedate) < 19
order by namedplan.row_id
