-- says:     A file of several censuses does not say of which one this pupil's row is: it counts in none.
-- severity: error
-- extract:  pupilonroll
-- field:    censusdate
-- code:     pupil-without-census-date
-- action:   Enter the census day, or load a file for each census.
/* No row is read where every file is of one census. */
select pupil.row_id, pupil.censusdate as value
from current_pupilonroll as pupil
join load on load.load_id = pupil.row_id >> 32
where exists (select 1 from load where extract = 'pupilonroll' and census_date is null)
  and pupil.censusdate is null and load.census_date is null
order by pupil.row_id
