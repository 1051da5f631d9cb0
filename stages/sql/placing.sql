/* One row a row of the files that a finding is about, or that may lead to a school: row_id = file << 32 | line;
   load_row: its row_id in the warehouse, if it was loaded. */
create temp table placing (
    row_id integer primary key,
    load_row integer not null,
    is_found integer not null,
    extract text not null,
    period text,
    "key" text,
    parent text,
    parent_key text,
    school text,
    team text
);
