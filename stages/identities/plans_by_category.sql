-- says:  The cost of a plan is published with the number of open plans of its category
-- holds: equal
select 'plans of ' || category.code as identity, 1 as coefficient, 'cost_per_plan' as measure, 'denominator' as part, 'category' as breakdown, category.code as category
from code_high_needs_category as category
union all
select 'plans of ' || category.code, -1, 'placements_by_category', 'numerator', 'category', category.code
from code_high_needs_category as category
order by 1
