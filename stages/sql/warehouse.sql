-- The warehouse's own tables, made once with the file. Extracts have theirs from their schemas (warehouse_prepare).

-- One row a loaded file. Never changed. A refused or unchanged file has none.
create table load (
    load_id integer primary key,
    extract text not null,
    file text not null,
    sha256 text not null,
    period text,
    loaded_at text not null,
    lines integer not null,
    header integer not null,
    loaded integer not null,
    rejected integer not null,
    blank integer not null,
    continued integer not null,
    status text not null,
    completes integer references load,
    root integer not null references load,
    kind text not null,
    schema_sha256 text not null,
    encoding text not null,
    delimiter text not null,
    header_text text not null,
    bytes integer not null,
    path text not null,
    errors integer not null,
    queries integer not null
) strict;

create index load_full on load (extract, load_id) where completes is null;

-- One row a load of a period extract and period that its rows belong to; those of a corrected list belong to its root.
create table load_period (
    extract text not null,
    period text not null,
    load_id integer not null references load,
    primary key (extract, period, load_id)
) strict, without rowid;

-- One row a rejected record; row_id = load_id << 32 | line as in the extracts. completed_by: the load that brought the corrected row.
create table reject_row (
    row_id integer primary key,
    row integer not null,
    raw text not null,
    reasons text not null,
    completed_by integer references load
) strict;

-- What the cells, rows and files came with.
create table cell_issue (
    load_id integer not null references load,
    line integer not null,
    row integer,
    "column" text,
    field text,
    code text not null,
    severity text not null,
    message text not null,
    action text,
    value text,
    "key" text
) strict;

-- What keys and checks found over the visible loads; replaced each time they run.
create table check_issue (
    load_id integer not null references load,
    line integer not null,
    row integer,
    "column" text,
    field text,
    code text not null,
    severity text not null,
    message text not null,
    action text,
    value text,
    "key" text,
    "check" text
) strict;

-- At most one row: what check_issue was found with, so that the same is not done again.
create table check_state (
    signature text not null
) strict;

create index cell_issue_load on cell_issue (load_id);

-- One row a run, report or other command whose outputs were published.
create table run (
    run_id integer primary key,
    kind text not null,
    as_at text,
    known_at text,
    started_at text not null,
    finished_at text,
    seconds real,
    arguments text not null,
    out text,
    version text not null,
    status text not null
) strict;

-- The rows of figures.csv of each run, as published.
create table figure (
    run_id integer not null references run,
    measure text not null,
    ref text not null,
    period_start text not null,
    period_end text not null,
    breakdown text not null,
    category text not null,
    numerator integer,
    denominator integer,
    value real,
    unit text not null,
    symbol text not null
) strict;

create index figure_run on figure (run_id);
