-- says:     The child is still placed at a school that has closed.
-- severity: query
-- extract:  placementdetail
-- field:    urn
-- code:     placement-at-closed-school
-- action:   Give the URN of the school that followed, or the date the child left.
select placementdetail.row_id, placementdetail.urn as value
from current_placementdetail as placementdetail
join current_establishments as establishments on establishments."URN" = placementdetail.urn
where placementdetail.leavingdate is null and establishments."EstablishmentStatus (name)" = 'Closed'
order by placementdetail.row_id
