/* One row a run that had begun by ?1 (null: now), newest first. */
select run_id, kind, as_at, known_at, started_at, finished_at, seconds, arguments, out, version, status
from main.run
where ?1 is null or started_at <= ?1
order by run_id desc
