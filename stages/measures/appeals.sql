-- title:       Appeals to the tribunal
-- ref:         X06
-- kind:        count
-- when:        event
-- period:      rolling 12 months
-- unit:        number
-- better:      lower
-- source:      SEN2 tribunal flags
-- owner:       Head of SEND
-- needs:       requests, assessment
-- definition:  Decisions appealed to the tribunal, by the day of the decision: not to assess, not to issue a plan,
--              and others. No date of the appeal itself is held.
select request_id || ' request' as case_id, outcome_date as on_date, row_id
from mart_request
where tribunal = 1 and outcome_date is not null
union all
select assessment.assessment_id || ' assessment', assessment.outcome_date, assessment.row_id
from stg_assessment as assessment
join mart_request as request on request.request_id = assessment.request_id
where assessment.assessment_tribunal = 1 and assessment.outcome_date is not null
union all
select assessment.assessment_id || ' other', assessment.outcome_date, assessment.row_id
from stg_assessment as assessment
join mart_request as request on request.request_id = assessment.request_id
where assessment.other_tribunal = 1 and assessment.outcome_date is not null
