-- says:     The placement ended before it began.
-- severity: error
-- extract:  placementdetail
-- field:    leavingdate
-- code:     placement-left-before-entry
-- action:   Correct the date of entry or of leaving.
select row_id, leavingdate as value
from current_placementdetail
where leavingdate < entrydate
order by row_id
