-- says:     The child is placed in a SEN unit, but the list of establishments shows none at the school.
-- severity: query
-- extract:  placementdetail
-- field:    senunitindicator
-- code:     placement-in-unit-not-listed
-- action:   Correct the indicator, or have the school update its record.
select placementdetail.row_id, placementdetail.urn as value
from current_placementdetail as placementdetail
join current_establishments as establishments on establishments."URN" = placementdetail.urn
where placementdetail.senunitindicator = 1
  and coalesce(establishments."SenUnitCapacity", 0) = 0 and coalesce(establishments."SenUnitOnRoll", 0) = 0
order by placementdetail.row_id
