-- says:     Neither URN, UKPRN nor a code of another setting is given.
-- severity: query
-- extract:  placementdetail
-- field:    urn
-- code:     placement-without-setting
-- action:   Give the URN of the setting, or the code where there is none.
select row_id, placementdetailtableid as value
from current_placementdetail
where urn is null and ukprn is null and sensetting is null
order by row_id
