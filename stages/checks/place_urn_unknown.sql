-- says:     The URN is not in the list of establishments.
-- severity: query
-- extract:  places
-- field:    urn
-- code:     place-urn-unknown
-- action:   Look the school up in Get Information about Schools.
select row_id, urn as value
from current_places
where urn not in (select "URN" from current_establishments) and exists (select 1 from current_establishments)
order by row_id
