-- One row per postcode of a child, or of a pupil with SEN, that lies in a locality: the longest prefix decides.
-- keys: postcode
with home as (
    select postcode_normal(postcode) as postcode from stg_person where postcode is not null
    union
    select postcode_normal(postcode) from stg_pupilonroll where postcode is not null and sen_provision in ('K', 'E')
),
area as (
    select upper(trim(postcode_prefix)) as prefix, length(trim(postcode_prefix)) as size, locality from stg_localities
),
size as (
    select distinct size from area
),
found as (
    select home.postcode, area.locality,
           row_number() over (partition by home.postcode order by area.size desc, area.locality) as choice
    from home
    cross join size
    join area on area.prefix = substr(home.postcode, 1, size.size)
    where postcode_has_prefix(home.postcode, area.prefix)
)
select postcode, locality from found where choice = 1
