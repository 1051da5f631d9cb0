-- says:     The pupil joined the school before being born.
-- severity: error
-- extract:  pupilonroll
-- field:    entrydate
-- code:     pupil-entry-before-birth
-- action:   Ask the school for the dates.
select row_id, entrydate as value
from current_pupilonroll
where entrydate < dob
order by row_id
