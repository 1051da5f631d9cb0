-- title: Placement on the day of the data
-- order: 80
select sampled.case_id, coalesce(school.establishment_name, main.school) as "School or college", main.school as "URN",
       main.school_phase as "Phase", main.placement_type as "Type", coalesce(main.unit_provision, 'neither') as "Unit or resourced provision"
from mart_sampled_case as sampled
cross join context
join mart_main_placement as main
  on main.plan_row = sampled.plan_row and main.from_date <= context.as_at and (main.to_date is null or main.to_date > context.as_at)
left join stg_establishments as school on school.urn = main.school
order by sampled.case_id
