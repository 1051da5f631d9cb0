-- says:     The pupil was born after the census day.
-- severity: error
-- extract:  pupilonroll
-- field:    dob
-- code:     pupil-born-after-census
-- action:   Ask the school for the date of birth.
select pupil.row_id, pupil.dob as value
from current_pupilonroll as pupil
join load on load.load_id = pupil.row_id >> 32
where pupil.dob > coalesce(load.census_date, pupil.censusdate)
order by pupil.row_id
