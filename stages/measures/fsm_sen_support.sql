-- title:       Pupils with SEN Support who have free school meals
-- ref:         C09
-- kind:        rate
-- when:        snapshot
-- period:      census
-- unit:        percent
-- better:      neither
-- source:      School census, free school meal periods
-- owner:       Head of SEND
-- needs:       pupilonroll, fsmperiod
-- definition:  Pupils with SEN Support who are eligible for free school meals on the day of the school census, of all
--              pupils with SEN Support.
select pupil_id as case_id, census_date as at_date, has_free_meals as met, row_id
from mart_pupil
where sen_provision = 'K'
