-- says:  A year group belongs to one age band, since both are taken on the same 31 August
-- holds: equal
with recursive age as (
    select 0 as years union all select years + 1 from age where years < 30
),
grouped as (
    select distinct age_band(years) as age_band, nc_year(add_months('2000-08-31', 0 - 12 * years), '2000-08-31') as nc_year
    from age
    union
    select 'unknown', 'unknown'
)
select age_band as identity, 1 as coefficient, 'plans_open' as measure, 'numerator' as part, 'nc_year' as breakdown, nc_year as category
from grouped
union all
select distinct age_band, -1, 'plans_open', 'numerator', 'age_band', age_band
from grouped
order by 1
