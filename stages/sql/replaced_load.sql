/* Rows of the newest full load of an extract (?1) before a load (?2), with those that completed it, and the day of it. */
select coalesce(sum(loaded), 0), substr(min(loaded_at), 1, 10)
from main.load
where root = (select max(load_id) from main.load where extract = ?1 and completes is null and load_id < ?2)
