-- says:     The outcome of the assessment is dated before it was decided to assess.
-- severity: query
-- extract:  assessment
-- field:    assessmentoutcomedate
-- code:     assessment-decided-before-agreed
-- action:   Correct one of the two dates.
select assessment.row_id, assessment.assessmentoutcomedate as value
from current_assessment as assessment
join current_requests as requests on requests.requeststableid = assessment.requeststableid
where assessment.assessmentoutcomedate < requests.requestoutcomedate
order by assessment.row_id
