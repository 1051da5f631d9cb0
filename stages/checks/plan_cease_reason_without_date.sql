-- says:     A reason for ceasing is given but no date; the plan is counted as open.
-- severity: query
-- extract:  namedplan
-- field:    ceasedate
-- code:     plan-cease-reason-without-date
-- action:   Enter the date the plan ended, or remove the reason.
select row_id, ceasereason as value
from current_namedplan
where ceasereason is not null and ceasedate is null
order by row_id
