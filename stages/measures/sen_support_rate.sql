-- title:       Share of pupils with SEN Support
-- ref:         C06
-- kind:        rate
-- when:        snapshot
-- period:      census
-- unit:        percent
-- better:      neither
-- source:      School census, SEN provision K
-- owner:       Head of SEND
-- needs:       pupilonroll
-- definition:  Pupils on roll with SEN Support, of all pupils on roll on the day of the school census.
select pupil_id as case_id, census_date as at_date, case when sen_provision = 'K' then 1 else 0 end as met, row_id, school
from mart_pupil
