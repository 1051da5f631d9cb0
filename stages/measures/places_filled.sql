-- title:       Commissioned places filled
-- ref:         S03
-- kind:        ratio
-- when:        snapshot
-- period:      day
-- unit:        percent
-- better:      neither
-- source:      Place commissioning; SEN2 placements
-- owner:       Head of Sufficiency
-- days:        as-at
-- needs:       requests, assessment, namedplan, activeplans, placementdetail, establishments, places
-- definition:  Open plans placed at the schools and in the provision where places are commissioned for the financial
--              year, of those places. May pass 100.
with placed as (
    select plan.case_id, plan.row_id, plan.school, plan.unit_provision, context.as_at
    from mart_placed_plan as plan
    join context
      on plan.from_date <= context.as_at and (plan.to_date is null or context.as_at < plan.to_date)
),
offered as (
    select urn, case when provision in ('special', 'alternative provision') then 'whole school' else provision end as part,
           max(provision) as provision
    from mart_commissioned_place
    group by urn, case when provision in ('special', 'alternative provision') then 'whole school' else provision end
)
select trim(places.urn || ' ' || places.provision || ' ' || coalesce(places.need, '')) as case_id,
       context.as_at as at_date, 0 as numerator, places.commissioned_places as denominator, places.row_id,
       places.urn as school, places.provision
from mart_commissioned_place as places
cross join context
union all
select placed.case_id, placed.as_at, 1, 0, placed.row_id, placed.school, offered.provision
from placed
join offered on offered.urn = placed.school and offered.part = coalesce(placed.unit_provision, 'whole school')
