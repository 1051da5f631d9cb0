-- says:     Neither URN, UKPRN nor a code of another setting is given.
-- severity: query
-- extract:  plandetail
-- field:    urn
-- code:     plan-detail-without-setting
-- action:   Give the URN of the setting, or the code where there is none.
select row_id, plandetailtableid as value
from current_plandetail
where urn is null and ukprn is null and sensetting is null
order by row_id
