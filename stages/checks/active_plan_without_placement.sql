-- says:     No placement is recorded for the open plan.
-- severity: query
-- extract:  activeplans
-- field:    activeplanstableid
-- code:     active-plan-without-placement
-- action:   Add the placement, or the code NEET, EHE, OLA … where there is no school.
select row_id, activeplanstableid as value
from current_activeplans
where activeplanstableid not in (select activeplanstableid from current_placementdetail)
  and exists (select 1 from current_placementdetail)
order by row_id
