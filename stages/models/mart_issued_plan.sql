-- One row per plan issued. `left_out` says that no timeliness measure counts the case (decided before the return's
-- years or elsewhere, mediation, tribunal, a plan before its request), `exception` that the headline measures leave it
-- out (those, and the exceptions of regulation 10(4)).
-- keys: request_id
with issued as (
    select plan.row_id, plan.plan_id, plan.start_date as plan_issued_date, plan.cease_date, plan.cease_reason,
           plan.personal_budget, assessment.request_id, assessment.has_exception, request.person_id, request.received_date,
           request.birth_date, request.sex, request.locality, request.primary_need, setting.school_phase,
           days_between(request.received_date, plan.start_date) as days_to_issue,
           case when assessment.outcome in ('H', 'S') then 1
                when plan.start_date < request.received_date then 1
                when 1 in (request.mediation, request.tribunal, assessment.assessment_mediation,
                           assessment.assessment_tribunal, assessment.other_mediation, assessment.other_tribunal) then 1
                else 0 end as left_out
    from stg_namedplan as plan
    join stg_assessment as assessment on assessment.assessment_id = plan.assessment_id
    join mart_request as request on request.request_id = assessment.request_id
    left join mart_plan_setting as setting on setting.plan_id = plan.plan_id
)
select row_id, plan_id, request_id, person_id, received_date, plan_issued_date, cease_date, cease_reason,
       personal_budget, days_to_issue, left_out,
       case when left_out = 1 or has_exception = 1 then 1 else 0 end as exception,
       birth_date, sex, locality, primary_need, school_phase,
       age_band(age_at(birth_date, plan_issued_date)) as age_band
from issued
