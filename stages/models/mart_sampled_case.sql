-- One row per case of a dip sample, with the child, the request and the plan it is about, whatever kind of row the case is: what
-- the facts of stages/facts/ are looked up by. The plan is the case's own, else the latest begun by as-at of its request, else
-- the child's latest begun by the case's day.
with told as (
    select sampled.case_id, request.request_id, null as person_id, null as plan_row
    from sampled_case as sampled
    join stg_requests as request on request.row_id = sampled.row_id
    union all
    select sampled.case_id, assessment.request_id, null, null
    from sampled_case as sampled
    join stg_assessment as assessment on assessment.row_id = sampled.row_id
    union all
    select sampled.case_id, active.request_id, null, null
    from sampled_case as sampled
    join stg_activeplans as active on active.row_id = sampled.row_id
    union all
    select sampled.case_id, advice.request_id, null, null
    from sampled_case as sampled
    join stg_advice as advice on advice.row_id = sampled.row_id
    union all
    select sampled.case_id, casework.request_id, null, null
    from sampled_case as sampled
    join stg_casework as casework on casework.row_id = sampled.row_id
    union all
    select sampled.case_id, plan.request_id, plan.person_id, plan.row_id
    from sampled_case as sampled
    join mart_plan as plan on plan.row_id = sampled.row_id
    union all
    select sampled.case_id, null, review.person_id, null
    from sampled_case as sampled
    join stg_annual_reviews as review on review.row_id = sampled.row_id
    union all
    select sampled.case_id, null, consultation.person_id, null
    from sampled_case as sampled
    join stg_consultations as consultation on consultation.row_id = sampled.row_id
    union all
    select sampled.case_id, null, destination.person_id, null
    from sampled_case as sampled
    join stg_destinations as destination on destination.row_id = sampled.row_id
    union all
    select sampled.case_id, null, audit.person_id, null
    from sampled_case as sampled
    join stg_audits as audit on audit.row_id = sampled.row_id
    union all
    select sampled.case_id, null, support.person_id, null
    from sampled_case as sampled
    join stg_dynamic_support as support on support.row_id = sampled.row_id
),
about as (
    select case_id, max(request_id) as request_id, max(person_id) as person_id, max(plan_row) as plan_row
    from told
    group by case_id
),
known as (
    select sampled.case_id, sampled.row_id, sampled.on_date, about.request_id, about.plan_row,
           coalesce(about.person_id, request.person_id) as person_id
    from sampled_case as sampled
    left join about on about.case_id = sampled.case_id
    left join mart_request as request on request.request_id = about.request_id
),
planned as (
    select known.case_id, plan.row_id as plan_row, plan.request_id,
           row_number() over (partition by known.case_id order by plan.from_date desc, plan.case_id desc) as choice
    from known
    cross join context
    join mart_plan as plan on plan.person_id = known.person_id and plan.from_date <= context.as_at
    where case when known.plan_row is not null then plan.row_id = known.plan_row
               when known.request_id is not null then plan.request_id = known.request_id
               else plan.from_date <= known.on_date end
)
select known.case_id, known.row_id, known.on_date, known.person_id,
       coalesce(known.request_id, planned.request_id) as request_id, coalesce(known.plan_row, planned.plan_row) as plan_row
from known
left join planned on planned.case_id = known.case_id and planned.choice = 1
