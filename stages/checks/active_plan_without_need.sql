-- says:     No need is recorded for the open plan; it counts under unknown.
-- severity: query
-- extract:  activeplans
-- field:    activeplanstableid
-- code:     active-plan-without-need
-- action:   Add the primary need.
select row_id, activeplanstableid as value
from current_activeplans
where activeplanstableid not in (select activeplanstableid from current_senneed)
  and exists (select 1 from current_senneed)
order by row_id
