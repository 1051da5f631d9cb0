-- says:     A need is recorded for a pupil who has neither SEN support nor a plan.
-- severity: query
-- extract:  senneeds
-- field:    sentype
-- code:     pupil-need-without-sen
-- action:   Ask the school to correct the provision or remove the need.
with pupil as (
    select load.period || '/' || roll.pupilonrolltableid as pupil
    from current_pupilonroll as roll
    join load on load.load_id = roll.row_id >> 32
    where roll.senprovision = 'N')
select needs.row_id, needs.sentype as value
from current_senneeds as needs
join load on load.load_id = needs.row_id >> 32
where load.period || '/' || needs.pupilonrolltableid in (select pupil from pupil)
order by needs.row_id
