/* The fields of extracts some visible load of which, as an older program made it, does not say what columns its file had. */
select distinct load.extract, field.name
from visible_load as load
join pragma_table_info('current_' || load.extract) as field
where field.name <> 'row_id'
  and not exists (select 1 from load_field as had where had.load_id = load.load_id)
  and not exists (select 1 from temp.loaded_column as had where had.extract = load.extract and had.field = field.name)
