-- One row a load and field: in how many of its rows the field is filled.
create table load_field (
    load_id integer not null references load,
    field text not null,
    filled integer not null,
    primary key (load_id, field)
) strict, without rowid;
