-- The register of dip samples, from version 2 of the warehouse on. What was drawn is never changed.

-- One row a draw, known by what was asked.
create table if not exists sample_draw (
    draw_id integer primary key,
    measure text not null,
    as_at text not null,
    conditions text not null,
    split text not null,
    method text not null,
    allocation text not null,
    size integer not null,
    seed text not null,
    frame_size integer not null,
    frame_sha256 text not null,
    drawn_at text not null,
    unique (measure, as_at, conditions, split, method, allocation, size, seed)
) strict;

-- One row a draw and stratum.
create table if not exists sample_stratum (
    draw_id integer not null references sample_draw,
    position integer not null,
    category text not null,
    size integer not null,
    picks integer not null,
    reserve integer not null,
    primary key (draw_id, position)
) strict, without rowid;

-- One row a draw and case: pick or reserve in the order drawn, or avoided because an earlier draw had it. kind is the extract whose
-- row the case is, so that two measures of plans know the same plan; of a census with its day, since ids may be another child's in the next.
create table if not exists sample_case (
    draw_id integer not null references sample_draw,
    role text not null,
    position integer not null,
    kind text not null,
    case_id text not null,
    category text not null,
    primary key (draw_id, role, position)
) strict, without rowid;
