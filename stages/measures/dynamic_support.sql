-- title:       Children on the Dynamic Support Database
-- ref:         H05
-- kind:        count
-- when:        snapshot
-- period:      day
-- unit:        number
-- better:      neither
-- source:      Dynamic Support Database
-- owner:       Designated Clinical Officer
-- needs:       dynamic_support
-- definition:  Children and young people on the Dynamic Support Database on the day counted, by rating, and by
--              whether they have an open plan.
with stay as (
    select support.person_id, support.row_id, support.rating, support.from_date, day.at_date
    from stg_dynamic_support as support
    join counting_date as day
      on day.at_date >= support.from_date and (support.to_date is null or day.at_date < support.to_date)
),
planned as (
    select distinct stay.person_id, stay.at_date
    from stay
    join mart_plan as plan
      on plan.person_id = stay.person_id and plan.from_date <= stay.at_date
     and (plan.to_date is null or stay.at_date < plan.to_date)
)
select stay.person_id || ' ' || stay.from_date as case_id, stay.at_date, stay.row_id, stay.rating,
       age_band(age_at(child.birth_date, stay.at_date)) as age_band,
       case when planned.person_id is not null then 'yes'
            when (select count(distinct extract) from loaded_column
                  where extract in ('requests', 'assessment', 'namedplan', 'activeplans')) = 4 then 'no' end as with_plan
from stay
left join planned on planned.person_id = stay.person_id and planned.at_date = stay.at_date
left join mart_child as child on child.person_id = stay.person_id
