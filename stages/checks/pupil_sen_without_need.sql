-- says:     The pupil has SEN support or a plan, but no need is recorded.
-- severity: query
-- extract:  pupilonroll
-- field:    senprovision
-- code:     pupil-sen-without-need
-- action:   Ask the school for the primary need.
with need as (
    select load.period || '/' || needs.pupilonrolltableid as pupil, load.period
    from current_senneeds as needs
    join load on load.load_id = needs.row_id >> 32)
select pupil.row_id, pupil.senprovision as value
from current_pupilonroll as pupil
join load on load.load_id = pupil.row_id >> 32
where pupil.senprovision in ('K', 'E')
  and load.period in (select period from need)
  and load.period || '/' || pupil.pupilonrolltableid not in (select pupil from need)
order by pupil.row_id
