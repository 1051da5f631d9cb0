/* One row a target, step, baseline or comment of a measure that there is not (code of such checks): the first ten. */
select l.file, i.line, i.value
from check_issue as i
join load as l on l.load_id = i.load_id
where i.code like '%-of-unknown-measure'
order by l.file, i.line
limit 10
