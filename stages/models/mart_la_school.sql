-- One row per school or college by its LA and establishment number.
-- keys: la_establishment
select la_establishment, min(urn) as urn
from mart_school
where la_establishment is not null
group by la_establishment
