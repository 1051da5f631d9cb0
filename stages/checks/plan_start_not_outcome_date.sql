-- says:     The plan starts on another day than the outcome of its assessment says it was issued.
-- severity: query
-- extract:  namedplan
-- field:    startdate
-- code:     plan-start-not-outcome-date
-- action:   Correct one of the two dates.
select namedplan.row_id, namedplan.startdate as value
from current_namedplan as namedplan
join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
where assessment.assessmentoutcome = 'Y' and assessment.assessmentoutcomedate <> namedplan.startdate
order by namedplan.row_id
