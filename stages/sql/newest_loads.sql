/* One row an extract: its newest visible load, whose day and file stand in the row. */
select extract, substr(max(loaded_at), 1, 10), file
from load
where load_id in (select load_id from visible_load) and completes is null
group by extract
order by extract
