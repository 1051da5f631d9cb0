-- says:     NSA (no specialist assessment) is recorded for a pupil who has no SEN support; it is for SEN support
--           alone.
-- severity: query
-- extract:  senneeds
-- field:    sentype
-- code:     pupil-not-assessed-with-plan
-- action:   Ask the school for the type of need.
with pupil as (
    select coalesce(load.census_date, roll.censusdate) || '/' || roll.pupilonrolltableid as pupil
    from current_pupilonroll as roll
    join load on load.load_id = roll.row_id >> 32
    where roll.senprovision = 'E')
select needs.row_id, needs.sentype as value
from current_senneeds as needs
join load on load.load_id = needs.row_id >> 32
where needs.sentype = 'NSA'
  and coalesce(load.census_date, needs.censusdate) || '/' || needs.pupilonrolltableid in (select pupil from pupil)
order by needs.row_id
