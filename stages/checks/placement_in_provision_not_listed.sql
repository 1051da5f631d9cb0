-- says:     The child is placed in resourced provision, but the list of establishments shows none at the school.
-- severity: query
-- extract:  placementdetail
-- field:    resourcedprovisionindicator
-- code:     placement-in-provision-not-listed
-- action:   Correct the indicator, or have the school update its record.
select placementdetail.row_id, placementdetail.urn as value
from current_placementdetail as placementdetail
join current_establishments as establishments on establishments."URN" = placementdetail.urn
where placementdetail.resourcedprovisionindicator = 1
  and coalesce(establishments."ResourcedProvisionCapacity", 0) = 0
  and coalesce(establishments."ResourcedProvisionOnRoll", 0) = 0
order by placementdetail.row_id
