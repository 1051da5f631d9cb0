-- says:  A school is of one phase, as the register of schools tells everybody
-- holds: equal
with told (measure, part) as (
    values ('phase_transfers_in_time', 'denominator'), ('phase_transfers_in_time', 'numerator'),
           ('review_contributions', 'denominator'), ('review_contributions', 'numerator'),
           ('reviews_decided_4_weeks', 'denominator'), ('reviews_decided_4_weeks', 'numerator'),
           ('reviews_final_12_weeks', 'denominator'), ('reviews_final_12_weeks', 'numerator'),
           ('reviews_held_12_months', 'denominator'), ('reviews_held_12_months', 'numerator'),
           ('reviews_overdue', 'numerator'), ('sen_support_pupils', 'numerator')
),
placed (urn) as (
    select urn from stg_placementdetail where urn is not null
    union select urn from stg_plandetail where urn is not null
    union select urn from stg_pupilonroll where urn is not null
    union
    select register.urn -- a census may name a school by its LA and establishment number alone
    from stg_pupilonroll as pupil
    join stg_establishments as register
        on register.la_code || register.establishment_number = replace(pupil.native_id, '/', '')
    where pupil.urn is null
),
school (urn, phase) as (
    select placed.urn, coalesce(register.phase, 'unknown')
    from placed
    left join stg_establishments as register on register.urn = placed.urn
    union all
    select 'unknown', 'unknown'
)
select told.measure || ' ' || told.part || ' ' || school.phase as identity, 1 as coefficient, told.measure, told.part,
       'school' as breakdown, school.urn as category
from told
cross join school
union all
select distinct told.measure || ' ' || told.part || ' ' || school.phase, -1, told.measure, told.part, 'school_phase',
       school.phase
from told
cross join school
order by 1
