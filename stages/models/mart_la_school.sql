-- One row per LA and establishment number, with the school or college that has it. An academy often keeps its predecessor's:
-- it is the one that GIAS does not tell as closed.
-- keys: la_establishment
select la_establishment, coalesce(min(case when not is_closed then urn end), min(urn)) as urn
from mart_school
where la_establishment is not null
group by la_establishment
