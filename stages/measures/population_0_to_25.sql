-- title:       Residents aged 0 to 25
-- ref:         B01
-- kind:        sum
-- when:        snapshot
-- period:      day
-- unit:        number
-- better:      neither
-- source:      Population estimates
-- owner:       Head of SEND
-- counts:      other
-- needs:       population
-- definition:  Residents aged 0 to 25 in the latest year of the estimates that is not after the year of the day
--              counted.
with latest as (
    select day.at_date, max(population.year) as year
    from counting_date as day
    join stg_population as population on population.year <= cast(substr(day.at_date, 1, 4) as integer)
    group by day.at_date
)
select population.area || ' ' || population.age as case_id, latest.at_date, population.residents as value, population.row_id
from latest
join stg_population as population on population.year = latest.year
where population.age between 0 and 25
