-- One row per action and report.
select row_id, ref, year, priority, action, owner, complete_by, status, updated_date
from current_actions
