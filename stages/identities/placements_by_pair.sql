-- says:  A category's open plans by age, or by need, add up to those that are published of the category itself
-- holds: equal
with other (breakdown, code) as (
    select 'category|age_band', code from code_age_band
    union select 'category|age_band', 'unknown'
    union select 'category|primary_need', code from code_sen_type
    union select 'category|primary_need', code from code_sen_type_sen2
    union select 'category|primary_need', 'unknown'
),
category as (
    select code from code_high_needs_category
)
select other.breakdown || ' of ' || category.code as identity, 1 as coefficient, 'plans_open' as measure, 'numerator' as part,
       other.breakdown as breakdown, category.code || '|' || other.code as category
from category
join other
union all
select distinct other.breakdown || ' of ' || category.code, -1, 'placements_by_category', 'numerator', 'category', category.code
from category
join other
order by 1
