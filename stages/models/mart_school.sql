-- One row per school or college in GIAS, with its DSG category.
-- keys: urn
select school.urn, school.la_code, school.la_code || school.establishment_number as la_establishment,
       school.establishment_type, school.phase as school_phase, school.status = 'Closed' as is_closed,
       kind.category as dsg_category, case when kind.mainstream = '1' then 1 else 0 end as is_mainstream
from stg_establishments as school
left join code_dsg_category as kind on kind.code = school.establishment_type
