-- says:     There is no measure of this name; the row is used nowhere.
-- severity: query
-- extract:  commentary
-- field:    measure
-- code:     comment-on-unknown-measure
-- action:   Use a name that "scorecard list measures" prints, not its reference.
select row_id, measure as value
from current_commentary
where measure not in (select name from measure_name)
order by row_id
