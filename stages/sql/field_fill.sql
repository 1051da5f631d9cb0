/* Of the extracts that one load alone is visible of, as it was counted when it was loaded. */
insert or replace into temp.field_fill
select load.extract, field.name, coalesce(counted.filled, 0), load.loaded
from load
join visible_load on visible_load.load_id = load.load_id
join pragma_table_info('current_' || load.extract) as field on field.name <> 'row_id'
left join main.load_field as counted on counted.load_id = load.load_id and counted.field = field.name
where load.extract in (select extract from visible_load group by extract having count(*) = 1)
  and exists (select 1 from main.load_field where load_field.load_id = load.load_id)
