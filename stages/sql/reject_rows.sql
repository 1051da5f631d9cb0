/* One row a rejected record of a visible load, with its file's header record, in order of file and line. */
select l.file, l.load_id, l.header_text, l.delimiter, r.raw, r.line, r.reasons
from visible_load as v
join load as l on l.load_id = v.load_id
join reject as r on r.load_id = l.load_id
order by l.file, l.load_id, r.line
