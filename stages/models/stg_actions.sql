-- One row per action and report.
select row_id, ref, year, priority, action, measure, owner, complete_by, status, updated_date, note
from current_actions
