/* One row a load of the warehouse, oldest first, files of one call by extract and name. */
select load_id, extract, file, loaded_at, loaded, rejected
from main.load
order by loaded_at, extract, file, load_id
