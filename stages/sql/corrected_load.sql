/* The visible loads that complete another. */
select load.extract, load.load_id, load.root
from load
join visible_load on visible_load.load_id = load.load_id
where load.completes is not null
order by load.load_id
