/* The columns that the files of visible loads had. */
create temp table loaded_column (extract text, field text, primary key (extract, field)) without rowid;
insert or ignore into temp.loaded_column
select load.extract, had.field
from visible_load as load
join load_field as had on had.load_id = load.load_id
