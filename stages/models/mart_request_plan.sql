-- One row per request that led to a plan: the first day of a plan, and the latest plan begun by as-at.
-- keys: request_id
with issued as (
    select assessment.request_id, plan.plan_id, plan.row_id, plan.start_date,
           case when plan.start_date <= context.as_at then 1 else 0 end as has_begun,
           row_number() over (
               partition by assessment.request_id
               order by case when plan.start_date <= context.as_at then 0 else 1 end, plan.start_date desc, plan.plan_id desc
           ) as choice
    from stg_namedplan as plan
    join stg_assessment as assessment on assessment.assessment_id = plan.assessment_id
    cross join context
)
select request_id, min(start_date) as first_start_date,
       max(case when choice = 1 and has_begun = 1 then plan_id end) as latest_plan_id,
       max(case when choice = 1 and has_begun = 1 then row_id end) as latest_plan_row
from issued
group by request_id
