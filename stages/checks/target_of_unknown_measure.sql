-- says:     There is no measure of this name; the row is used nowhere.
-- severity: query
-- extract:  targets
-- field:    measure
-- code:     target-of-unknown-measure
-- action:   Use a name that "scorecard list measures" prints, not its reference.
select row_id, measure as value
from current_targets
where measure not in (select name from measure_name)
order by row_id
