-- says:     A need is recorded for a pupil who has neither SEN support nor a plan.
-- severity: query
-- extract:  senneeds
-- field:    sentype
-- code:     pupil-need-without-sen
-- action:   Ask the school to correct the provision or remove the need.
/* Pupils with SEN are few, and nearly all needs are theirs: the others are looked up only for what is left. */
with pupil as not materialized (
    select coalesce(load.census_date, roll.censusdate) || '/' || roll.pupilonrolltableid as pupil, roll.senprovision
    from current_pupilonroll as roll
    join load on load.load_id = roll.row_id >> 32),
need as (
    select needs.row_id, needs.sentype,
           coalesce(load.census_date, needs.censusdate) || '/' || needs.pupilonrolltableid as pupil
    from current_senneeds as needs
    join load on load.load_id = needs.row_id >> 32)
select row_id, sentype as value
from need
where pupil not in (select pupil from pupil where senprovision <> 'N' and pupil is not null)
  and pupil in (select pupil from pupil where senprovision = 'N')
order by row_id
