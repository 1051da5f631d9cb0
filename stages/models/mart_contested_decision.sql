-- One row per decision with a date that was taken to mediation or to the tribunal: whether to assess, whether to issue a
-- plan, and others.
with decision as (
    select request_id || ' request' as case_id, row_id, outcome_date, mediation, tribunal
    from mart_request
    union all
    select assessment.assessment_id || ' assessment', assessment.row_id, assessment.outcome_date,
           assessment.assessment_mediation, assessment.assessment_tribunal
    from stg_assessment as assessment
    join mart_request as request on request.request_id = assessment.request_id
    union all
    select assessment.assessment_id || ' other', assessment.row_id, assessment.outcome_date, assessment.other_mediation,
           assessment.other_tribunal
    from stg_assessment as assessment
    join mart_request as request on request.request_id = assessment.request_id
)
select case_id, row_id, outcome_date, mediation, tribunal
from decision
where outcome_date is not null and 1 in (mediation, tribunal)
