/* One row a rejected record that no load has completed. */
select row_id >> 32 as load_id, row_id & 4294967295 as line, row, raw, reasons
from reject_row
where row_id >> 32 in (select load_id from load)
  and (completed_by is null or completed_by not in (select load_id from load))
