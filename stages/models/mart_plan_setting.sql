-- One row per plan issued that names a setting: the phase of the setting of the lowest rank.
-- keys: plan_id
with ranked as (
    select plan_id, urn, row_number() over (partition by plan_id order by coalesce(placement_rank, 99), detail_id) as choice
    from stg_plandetail
)
select ranked.plan_id, school.school_phase
from ranked
left join mart_school as school on school.urn = ranked.urn
where ranked.choice = 1
