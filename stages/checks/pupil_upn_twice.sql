-- says:     The same UPN is on roll as current or main twice in one census; both are counted.
-- severity: query
-- extract:  pupilonroll
-- field:    upn
-- code:     pupil-upn-twice
-- action:   Find out which school holds the main registration.
select row_id, upn as value
from (select pupil.row_id, pupil.upn,
             row_number() over (partition by coalesce(load.census_date, pupil.censusdate), pupil.upn
                                order by pupil.row_id) as place
      from current_pupilonroll as pupil
      join load on load.load_id = pupil.row_id >> 32
      where pupil.enrolstatus in ('C', 'M')
        and pupil.upn in (select upn
                          from current_pupilonroll where enrolstatus in ('C', 'M')
                          group by upn having count(*) > 1)) as numbered
where place > 1
order by row_id
