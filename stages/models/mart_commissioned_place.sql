-- One row per school, provision and need of places commissioned for the financial year of as-at.
-- keys: urn
select places.row_id, places.urn, places.provision, places.need, places.commissioned_places
from stg_places as places
join context on places.financial_year = financial_year(context.as_at)
