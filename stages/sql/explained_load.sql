/* The visible loads of an extract, oldest first. */
select load.file, load.sha256, load.period, load.loaded_at, load.loaded, load.rejected
from visible_load
join load on load.load_id = visible_load.load_id
where visible_load.extract = ?
order by load.load_id
