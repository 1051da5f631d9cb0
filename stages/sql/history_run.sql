/* One row a recorded run, newest first. */
select run_id, kind, as_at, known_at, started_at, finished_at, seconds, arguments, out, version, status
from main.run
order by run_id desc
