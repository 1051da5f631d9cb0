-- says:     The child is placed in a SEN unit and in resourced provision at once.
-- severity: query
-- extract:  placementdetail
-- field:    senunitindicator
-- code:     placement-in-unit-and-provision
-- action:   Keep one of the two indicators.
select row_id, placementdetailtableid as value
from current_placementdetail
where senunitindicator = 1 and resourcedprovisionindicator = 1
order by row_id
