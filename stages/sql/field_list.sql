/* The fields of every extract that has visible loads and no counts yet, in the order of its schema. */
select loaded.extract, field.name
from (select extract from visible_load except select extract from temp.field_fill) as loaded
join pragma_table_info('current_' || loaded.extract) as field
where field.name <> 'row_id'
order by loaded.extract, field.cid
