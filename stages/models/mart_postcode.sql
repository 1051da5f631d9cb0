-- One row per postcode, as children of the return and pupils with SEN write it, that lies in a locality: the longest prefix
-- decides: `locality` is that of the row with the greatest size, as SQLite has it beside max().
-- keys: written
with written as (
    select postcode from stg_person where postcode is not null
    union
    select postcode from mart_pupil where postcode is not null
),
home as (
    select postcode as written, postcode_normal(postcode) as postcode from written
),
area as (
    select prefix, length(prefix) as size, min(locality) as locality
    from (select postcode_prefix_normal(postcode_prefix) as prefix, locality from stg_localities)
    group by prefix
),
size as (
    select distinct size from area
),
found as (
    select home.written, area.locality, max(area.size) as size
    from home
    cross join size
    join area on area.prefix = substr(home.postcode, 1, size.size)
    where postcode_has_prefix(home.postcode, area.prefix)
    group by home.written
)
select written, locality from found
