-- One row per plan held and stretch of days on which its main placement is the same (from_date on, before to_date). The
-- main placement is the open one of the lowest rank, else the setting named in the plan. "Rank 2 never counts beside a
-- rank 1 that has left": where a placement of a lower rank has left and none of that rank is open, the setting named in
-- the plan counts. A lower rank that has not begun bars nothing; an empty rank counts after all others. Plans are known by
-- their row: the ids of plans issued and of open plans may coincide.
-- keys: plan_row
with edge as (
    select row_id as plan_row, '1900-01-01' as from_date, null as rank_that_leaves from mart_plan
    union all
    select plan_row, entry_date, null from mart_placement where entry_date is not null
    union all
    select plan_row, leaving_date, placement_rank from mart_placement where leaving_date is not null
),
stretch as (
    select plan_row, from_date, lead(from_date) over (partition by plan_row order by from_date) as to_date,
           min(min(rank_that_leaves)) over (partition by plan_row order by from_date) as rank_that_left
    from edge
    group by plan_row, from_date
),
chosen as materialized (
    select stretch.plan_row, stretch.from_date, stretch.to_date,
           (select placement.row_id
            from mart_placement as placement
            where placement.plan_row = stretch.plan_row
              and (placement.entry_date is null or placement.entry_date <= stretch.from_date)
              and (placement.leaving_date is null or placement.leaving_date > stretch.from_date)
              and (placement.source = 2 or stretch.rank_that_left is null
                   or placement.placement_rank <= stretch.rank_that_left)
            order by placement.source, placement.placement_rank, placement.setting_id
            limit 1) as placement_row
    from stretch
)
select chosen.plan_row, chosen.from_date, chosen.to_date, placement.urn as school, school.school_phase, school.la_code,
       case when placement.urn is null then placement.sen_setting else school.establishment_type end as placement_type,
       case when school.is_mainstream = 1 and 1 in (placement.in_sen_unit, placement.in_resourced_provision) then 'resourced'
            else coalesce(school.dsg_category, 'other') end as dsg_category,
       case when placement.in_resourced_provision = 1 then 'resourced provision'
            when placement.in_sen_unit = 1 then 'SEN unit' end as unit_provision,
       case when placement.sen_setting = 'OLA' then 1 else 0 end as is_arranged_by_other_la
from chosen
left join mart_placement as placement on placement.plan_row = chosen.plan_row and placement.row_id = chosen.placement_row
left join mart_school as school on school.urn = placement.urn
