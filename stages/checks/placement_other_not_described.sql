-- says:     The code NIEO needs a description.
-- severity: query
-- extract:  placementdetail
-- field:    sensettingother
-- code:     placement-other-not-described
-- action:   Say what the arrangement is.
select row_id, sensetting as value
from current_placementdetail
where sensetting = 'NIEO' and sensettingother is null
order by row_id
