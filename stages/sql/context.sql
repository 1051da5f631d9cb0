/* The dates of a run, one row: nothing else in SQL knows what day it is. */
create temp table context (
    as_at text not null,
    previous_board text not null,
    next_board text not null,
    board_interval_days integer not null,
    authority_code text,
    financial_year text not null,
    financial_year_start text not null,
    financial_year_end text not null,
    academic_year text not null
);
create temp table counting_date (at_date text primary key) without rowid;
create temp table setting (key text primary key, value text) without rowid;
/* Filled only when a measure reads it (field_fill.h). */
create temp table field_fill (
    extract text, field text, filled integer not null, loaded integer not null, primary key (extract, field)
) without rowid;
/* The cases of a dip sample, for its facts; empty in every other command. */
create temp table sampled_case (case_id text primary key, row_id integer, extract text, on_date text not null) without rowid;
