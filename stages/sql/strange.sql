/* What stands in a warehouse and acts by itself, or takes the place of a table. Views of ours are the four and one an extract. */
select type, name from main.sqlite_schema
where type = 'trigger'
   or sql like 'create virtual%'
   or (type = 'view' and name not in ('visible_period', 'visible_load', 'reject', 'issue') and name not like 'current\_%' escape '\')
order by name
limit 1
