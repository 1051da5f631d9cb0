/* One row a row of the files that a finding is about, or that may lead to a school: row_id = file << 32 | line;
   load_row: its row_id in the warehouse, if it was loaded; placement_order: that of its extract's x-placement, or 0. */
create temp table placing (
    row_id integer primary key,
    load_row integer not null,
    is_found integer not null,
    is_child integer not null,
    placement_order integer not null,
    extract text not null,
    period text,
    "key" text,
    parent text,
    parent_key text,
    school text,
    team text
);
create index temp.placing_key on placing (extract, "key");
create index temp.placing_load_row on placing (load_row);

/* One row a loaded row that is a child's own or places one. */
create temp table placing_loaded (
    row_id integer primary key,
    upn text,
    placement_rank integer,
    from_date text,
    to_date text
);
create index temp.placing_upn on placing_loaded (upn);
