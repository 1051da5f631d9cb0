-- says:     The URN is not in the list of establishments; type and phase of the setting are unknown.
-- severity: query
-- extract:  plandetail
-- field:    urn
-- code:     plan-detail-urn-unknown
-- action:   Look the school up in Get Information about Schools.
select row_id, urn as value
from current_plandetail
where urn is not null and urn not in (select "URN" from current_establishments)
  and exists (select 1 from current_establishments)
order by row_id
