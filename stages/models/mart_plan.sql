-- One row per plan held: each plan issued, and each plan that came with a child from another authority (no plan issued
-- here, held from the day the request was received). `next_from_date` is the day from which the child's next plan
-- stands.
-- keys: person_id
with held as (
    select plan_id as case_id, row_id, plan_id, request_id, person_id, plan_issued_date as from_date, cease_date as to_date,
           cease_reason, coalesce(personal_budget, 0) as personal_budget
    from mart_issued_plan
    union all
    select active.active_plan_id, active.row_id, null, active.request_id, request.person_id, request.received_date, null,
           null, 0
    from stg_activeplans as active
    join mart_request as request on request.request_id = active.request_id
    where request.first_plan_date is null
)
select held.case_id, held.row_id, held.plan_id, held.request_id, held.person_id, held.from_date, held.to_date,
       held.cease_reason, held.personal_budget, child.birth_date, child.sex, child.ethnicity, child.locality,
       need.primary_need,
       lead(held.from_date) over (partition by held.person_id order by held.from_date, held.case_id) as next_from_date
from held
left join mart_child as child on child.person_id = held.person_id
left join mart_need as need on need.request_id = held.request_id
