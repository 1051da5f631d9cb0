-- title:       Pupils with SEN Support
-- ref:         C05
-- kind:        count
-- when:        snapshot
-- period:      census
-- unit:        number
-- better:      neither
-- source:      School census, SEN provision K
-- owner:       Head of SEND
-- needs:       pupilonroll
-- definition:  Pupils on roll with SEN Support on the day of the school census.
select pupil_id as case_id, census_date as at_date, row_id, school, school_phase, primary_need, locality, sex
from mart_sen_pupil
where sen_provision = 'K'
