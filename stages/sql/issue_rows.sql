/* One row an issue of a visible load, as issues.csv has it. */
select l.file, l.sha256, l.extract, i.line, i.row, i."column", i.field, i.code, i.severity, i.message, i.action, i.value, i."key"
from visible_load as v
join load as l on l.load_id = v.load_id
join issue as i on i.load_id = l.load_id
order by l.extract, l.file, l.load_id, i.line, i.row, length(i."column"), i."column", i.field, i.code, i.message, i.value
