/* One row a finding on an open rejected record of a visible load of an extract, with the record's key, its place, and its census, which a
record of a file of several does not tell. */
select i."key", l.file, i.line, case when length(l.period) = 10 then l.period end
from visible_load as v
join load as l on l.load_id = v.load_id
join cell_issue as i on i.load_id = v.load_id
where v.extract = ? and i.severity = 'error'
  and exists (select 1 from reject_row as r
              where r.row_id = i.load_id << 32 | i.line
                and (r.completed_by is null or r.completed_by not in (select load_id from load)))
order by i.load_id, i.line
