-- says:     S, A and P ended with the reforms of 2014; such a pupil counts under all pupils alone.
-- severity: query
-- extract:  pupilonroll
-- field:    senprovision
-- code:     pupil-provision-out-of-date
-- action:   Ask the school for K, E or N.
select row_id, senprovision as value
from current_pupilonroll
where senprovision in ('S', 'A', 'P')
order by row_id
