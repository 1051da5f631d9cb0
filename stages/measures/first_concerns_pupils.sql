-- title:       Pupils on first concerns
-- ref:         C07
-- kind:        sum
-- when:        snapshot
-- period:      census
-- unit:        number
-- better:      neither
-- source:      Schools' own counts
-- owner:       Head of SEND
-- needs:       first_concerns
-- definition:  Pupils about whom schools have recorded a first concern, as schools report it with the census.
select concern.urn as case_id, concern.census_date as at_date, concern.pupils as value, concern.row_id
from stg_first_concerns as concern
join context on concern.census_date <= context.as_at
