-- says:     There is no measure of this name; the row is used nowhere.
-- severity: query
-- extract:  baselines
-- field:    measure
-- code:     baseline-of-unknown-measure
-- action:   Use a name that "scorecard list measures" prints, not its reference.
select row_id, measure as value
from current_baselines
where measure not in (select name from measure_name)
order by row_id
