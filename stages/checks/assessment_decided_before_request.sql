-- says:     The outcome of the assessment is dated before the request was received.
-- severity: error
-- extract:  assessment
-- field:    assessmentoutcomedate
-- code:     assessment-decided-before-request
-- action:   Correct the date received or the date of the outcome.
select assessment.row_id, assessment.assessmentoutcomedate as value
from current_assessment as assessment
join current_requests as requests on requests.requeststableid = assessment.requeststableid
where assessment.assessmentoutcomedate < requests.receiveddate
order by assessment.row_id
