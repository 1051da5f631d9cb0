/* One row a row that a finding is about and whose school or team can be told: its own, else that of the nearest row it
   belongs to. */
with recursive climb (start, row_id, depth) as (
    select row_id, row_id, 0 from temp.placing where is_found
    union all
    select climb.start, up.parent_row, climb.depth + 1
    from climb
    join temp.placing_parent as up on up.row_id = climb.row_id
    where climb.depth < 8
),
told as (
    select climb.start, climb.depth, coalesce(own.school, case when own.team is null then child.school end) as school,
           own.team
    from climb
    join temp.placing as own on own.row_id = climb.row_id
    left join temp.placing_child as child on child.row_id = own.row_id
),
nearest as (
    select start, min(depth) as depth, school, team from told where school is not null or team is not null group by start
)
select nearest.start, coalesce(number.urn, nearest.school) as school, nearest.team, listed."EstablishmentName"
from nearest
left join temp.placing_number as number on number.number = nearest.school
left join current_establishments as listed on listed."URN" = coalesce(number.urn, nearest.school)
order by nearest.start
