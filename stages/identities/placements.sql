-- says:  A type of school belongs to one DSG category, but that mainstream schools hold resourced placements too
-- holds: equal
select case when category in ('mainstream', 'resourced') then 'mainstream and resourced' else category end as identity,
       1 as coefficient, 'plans_open' as measure, 'numerator' as part, 'placement_type' as breakdown, code as category
from code_dsg_category
union all
select case when category in ('mainstream', 'resourced') then 'mainstream and resourced' else category end, -1,
       'placements_by_category', 'numerator', 'category', category
from (select distinct category from code_dsg_category union select 'resourced') as kind
order by 1
