-- says:     The pupil has SEN support or a plan, but no need is recorded.
-- severity: query
-- extract:  pupilonroll
-- field:    senprovision
-- code:     pupil-sen-without-need
-- action:   Ask the school for the primary need.
with need as (
    select coalesce(load.census_date, needs.censusdate) as census_date, needs.pupilonrolltableid
    from current_senneeds as needs
    join load on load.load_id = needs.row_id >> 32),
pupil as (
    select coalesce(load.census_date, roll.censusdate) as census_date, roll.pupilonrolltableid,
           roll.row_id, roll.senprovision
    from current_pupilonroll as roll
    join load on load.load_id = roll.row_id >> 32
    where roll.senprovision in ('K', 'E'))
select row_id, senprovision as value
from pupil
where census_date in (select census_date from need)
  and census_date || '/' || pupilonrolltableid not in (
    select census_date || '/' || pupilonrolltableid from need where census_date is not null)
order by row_id
