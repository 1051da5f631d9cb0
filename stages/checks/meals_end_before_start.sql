-- says:     The spell of free school meals ends before it starts.
-- severity: error
-- extract:  fsmperiod
-- field:    fsmenddate
-- code:     meals-end-before-start
-- action:   Ask the school for the dates.
select row_id, fsmenddate as value
from current_fsmperiod
where fsmenddate < fsmstartdate
order by row_id
