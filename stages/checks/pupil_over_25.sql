-- says:     The pupil was 26 or older on the census day.
-- severity: query
-- extract:  pupilonroll
-- field:    dob
-- code:     pupil-over-25
-- action:   Ask the school for the date of birth.
select pupil.row_id, pupil.dob as value
from current_pupilonroll as pupil
join load on load.load_id = pupil.row_id >> 32
where add_months(pupil.dob, 312) <= load.period
order by pupil.row_id
