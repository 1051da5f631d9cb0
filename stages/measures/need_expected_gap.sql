-- title:       Children expected to have a need, less pupils recorded with one
-- ref:         C11
-- kind:        sum
-- when:        snapshot
-- period:      census
-- unit:        number
-- better:      neither
-- source:      Prevalence estimates; school census
-- owner:       Head of SEND
-- needs:       pupilonroll, prevalence
-- definition:  The estimate of children aged 5 to 18 who have a special educational need, less the pupils of those
--              ages (at the 31 August before) recorded with SEN Support or a plan. Below zero when more are recorded
--              than expected. Without an estimate of the census year or an earlier one it cannot be told.
with latest as (
    select census.at_date, max(prevalence.year) as year
    from mart_census as census
    join stg_prevalence as prevalence
      on prevalence.measure = 'expected_need_5_to_18' and prevalence.year <= cast(substr(census.at_date, 1, 4) as integer)
    group by census.at_date
)
select prevalence.area as case_id, latest.at_date, prevalence.value, prevalence.row_id
from latest
join stg_prevalence as prevalence on prevalence.year = latest.year and prevalence.measure = 'expected_need_5_to_18'
union all
select pupil.pupil_id, pupil.census_date, case when latest.year is not null then -1 end, pupil.row_id
from mart_sen_pupil as pupil
left join latest on latest.at_date = pupil.census_date
where pupil.age between 5 and 18
