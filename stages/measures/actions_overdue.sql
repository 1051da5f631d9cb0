-- title:       Actions overdue
-- ref:         A02
-- kind:        count
-- when:        snapshot
-- period:      day
-- unit:        number
-- better:      lower
-- source:      Action plan
-- owner:       SEND Partnership Board
-- counts:      other
-- days:        as-at
-- needs:       actions
-- definition:  Actions not done whose date to complete has passed, or that say they are overdue and have no date.
select action.ref as case_id, context.as_at as at_date, action.row_id, action.priority, action.owner
from mart_action as action
cross join context
where action.is_overdue = 1
