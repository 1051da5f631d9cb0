-- title:       Actions on track or done
-- ref:         A01
-- kind:        rate
-- when:        snapshot
-- period:      day
-- unit:        percent
-- better:      higher
-- source:      Action plan
-- owner:       SEND Partnership Board
-- counts:      other
-- days:        as-at
-- needs:       actions
-- definition:  Actions of the plan that are on track or done in their latest report, of all actions.
select action.ref as case_id, context.as_at as at_date, action.is_on_track as met, action.row_id
from mart_action as action
cross join context
