-- says:     The pupil was 26 or older on the census day.
-- severity: query
-- extract:  pupilonroll
-- field:    dob
-- code:     pupil-over-25
-- action:   Ask the school for the date of birth.
with census as materialized (
    select load_id, add_months(census_date, -312) as last_birthday from load where extract = 'pupilonroll')
select pupil.row_id, pupil.dob as value
from current_pupilonroll as pupil
join census on census.load_id = pupil.row_id >> 32
where pupil.dob <= coalesce(census.last_birthday, add_months(pupil.censusdate, -312))
order by pupil.row_id
