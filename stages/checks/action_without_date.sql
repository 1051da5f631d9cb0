-- says:     The action has no date by which it is to be done, so it can never be found overdue.
-- severity: query
-- extract:  actions
-- field:    complete_by
-- code:     action-without-date
-- action:   Enter a date.
select row_id, ref as value
from current_actions
where complete_by is null
order by row_id
