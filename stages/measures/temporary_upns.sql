-- title:       Pupils with a temporary UPN
-- ref:         C12
-- kind:        rate
-- when:        snapshot
-- period:      census
-- unit:        percent
-- better:      lower
-- source:      School census, UPN
-- owner:       Head of SEND
-- needs:       pupilonroll
-- definition:  Pupils on roll whose unique pupil number is temporary (it ends in a letter), of all pupils on roll on
--              the day of the school census.
select pupil_id as case_id, census_date as at_date, has_temporary_upn as met, row_id
from mart_pupil
