-- says:     The plan ceased before it started.
-- severity: error
-- extract:  namedplan
-- field:    ceasedate
-- code:     plan-ceased-before-start
-- action:   Correct the start or the end of the plan.
select row_id, ceasedate as value
from current_namedplan
where ceasedate < startdate
order by row_id
