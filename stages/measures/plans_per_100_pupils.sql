-- title:       Pupils with an EHC plan
-- ref:         C04
-- kind:        rate
-- when:        snapshot
-- period:      census
-- unit:        percent
-- better:      neither
-- source:      School census, SEN provision E
-- owner:       Head of SEND
-- needs:       pupilonroll
-- definition:  Pupils on roll with an EHC plan, of all pupils on roll on the day of the school census. A pupil at two
--              schools counts once.
select pupil_id as case_id, census_date as at_date, case when sen_provision = 'E' then 1 else 0 end as met, row_id
from mart_pupil
