/* A visible load of an extract whose file had the column of a field, or that says nothing of its columns. */
select 1
from visible_load as load
where load.extract = ?1
  and (exists (select 1 from main.load_field as had where had.load_id = load.load_id and had.field = ?2)
       or not exists (select 1 from main.load_field as had where had.load_id = load.load_id))
limit 1
