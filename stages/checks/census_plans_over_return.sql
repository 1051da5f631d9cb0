-- says:     Schools report more pupils with a plan than the return holds open plans.
-- severity: query
-- extract:  pupilonroll
-- field:    senprovision
-- code:     census-plans-over-return
-- action:   Compare the schools' lists with the open plans; a plan may be missing from the return.
with newest as (
    select max(period) as census_date from visible_period where extract = 'pupilonroll'),
pupils as (
    select min(pupil.row_id) as row_id, count(*) as pupils
    from current_pupilonroll as pupil
    join load on load.load_id = pupil.row_id >> 32
    join newest on newest.census_date = coalesce(load.census_date, pupil.censusdate)
    where pupil.senprovision = 'E' and pupil.enrolstatus in ('C', 'M')),
plans as (
    select count(*) as plans from current_activeplans)
select pupils.row_id, pupils.pupils || ' pupils, ' || plans.plans || ' open plans' as value
from pupils
cross join plans
where plans.plans > 0 and pupils.pupils > plans.plans
order by pupils.row_id
