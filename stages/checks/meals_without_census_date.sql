-- says:     A file of several censuses does not say of which one these meals are: they count in none.
-- severity: error
-- extract:  fsmperiod
-- field:    censusdate
-- code:     meals-without-census-date
-- action:   Enter the census day, or load a file for each census.
/* No row is read where every file is of one census. */
select meals.row_id, meals.censusdate as value
from current_fsmperiod as meals
join load on load.load_id = meals.row_id >> 32
where exists (select 1 from load where extract = 'fsmperiod' and census_date is null)
  and meals.censusdate is null and load.census_date is null
order by meals.row_id
