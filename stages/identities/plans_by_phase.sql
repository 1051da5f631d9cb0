-- says:  All schools of some types are of one phase, as the register of schools tells everybody
-- holds: equal
with kind (placement_type, phase, n_phases) as (
    select establishment_type, min(coalesce(phase, 'unknown')), count(distinct coalesce(phase, 'unknown'))
    from stg_establishments
    where establishment_type is not null
    group by establishment_type
    union all
    select code, 'unknown', 1 from code_sen_setting
    union all
    select 'unknown', 'unknown', 1
),
mixed (phase) as (
    select distinct coalesce(school.phase, 'unknown')
    from stg_establishments as school
    left join kind on kind.placement_type = school.establishment_type and kind.n_phases = 1
    where kind.placement_type is null
)
select phase as identity, 1 as coefficient, 'plans_open' as measure, 'numerator' as part, 'placement_type' as breakdown,
       placement_type as category
from kind
where phase not in (select phase from mixed)
union all
select distinct phase, -1, 'plans_open', 'numerator', 'school_phase', phase
from kind
where phase not in (select phase from mixed)
order by 1
