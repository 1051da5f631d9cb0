-- One row per request that led to a plan and stretch of days on which its latest plan begun is the same: what a window knows that
-- ends on known_from or later and before known_to. The first stretch, known_from null, is that before any plan began.
-- keys: request_id
with issued as (
    select assessment.request_id, plan.plan_id, plan.row_id, plan.start_date
    from stg_namedplan as plan
    join stg_assessment as assessment on assessment.assessment_id = plan.assessment_id
),
stretch as (
    select request_id, null as plan_id, null as plan_row, null as known_from, min(start_date) as known_to
    from issued
    group by request_id
    union all
    select request_id, plan_id, row_id, start_date,
           lead(start_date) over (partition by request_id order by start_date, plan_id)
    from issued
)
select request_id, plan_id, plan_row, known_from, known_to
from stretch
where known_from is null or known_to is null or known_from < known_to
