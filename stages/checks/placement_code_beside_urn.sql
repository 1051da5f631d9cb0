-- says:     A code of another setting is given although there is a URN or UKPRN.
-- severity: query
-- extract:  placementdetail
-- field:    sensetting
-- code:     placement-code-beside-urn
-- action:   Remove the code, or the number.
select row_id, sensetting as value
from current_placementdetail
where sensetting is not null and (urn is not null or ukprn is not null)
order by row_id
