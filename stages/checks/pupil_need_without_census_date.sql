-- says:     A file of several censuses does not say of which one this need is: it counts in none.
-- severity: error
-- extract:  senneeds
-- field:    censusdate
-- code:     pupil-need-without-census-date
-- action:   Enter the census day, or load a file for each census.
/* No row is read where every file is of one census. */
select need.row_id, need.censusdate as value
from current_senneeds as need
join load on load.load_id = need.row_id >> 32
where exists (select 1 from load where extract = 'senneeds' and census_date is null)
  and need.censusdate is null and load.census_date is null
order by need.row_id
