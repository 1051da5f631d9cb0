-- One row per request with an open plan that names a need: the primary need, which is the one of the lowest rank.
-- keys: request_id
with ranked as (
    select plan.request_id, need.sen_type,
           row_number() over (partition by plan.request_id order by need.sen_type_rank, need.sen_type) as choice
    from stg_senneed as need
    join stg_activeplans as plan on plan.active_plan_id = need.active_plan_id
)
select request_id, sen_type as primary_need from ranked where choice = 1
