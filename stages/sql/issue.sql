/* One row an open issue: those of completed rejects are settled. */
select load_id, line, row, "column", field, code, severity, message, action, value, "key", 'cell' as origin
from cell_issue
where load_id in (select load_id from load)
  and not exists (select 1 from reject_row
                  where row_id = cell_issue.load_id << 32 | cell_issue.line
                    and completed_by in (select load_id from load))
union all
select load_id, line, row, "column", field, code, severity, message, action, value, "key", 'check' as origin
from check_issue
