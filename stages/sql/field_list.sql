/* The fields of every extract that has a visible load, in the order of its schema. */
select loaded.extract, field.name
from (select distinct extract from visible_load) as loaded
join pragma_table_info('current_' || loaded.extract) as field
where field.name <> 'row_id'
order by loaded.extract, field.cid
