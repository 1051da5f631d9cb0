-- says:     The area has as many residents as all others together: it looks like a total row, and areas must not
--           overlap.
-- severity: query
-- extract:  population
-- field:    area
-- code:     population-area-repeats-others
-- action:   Remove the total.
with area_total as (
    select year, area, min(row_id) as row_id, sum(count) as residents from current_population group by year, area),
year_total as (
    select year, sum(residents) as residents, count(*) as areas from area_total group by year)
select area_total.row_id, area_total.area as value
from area_total
join year_total on year_total.year = area_total.year
where year_total.areas > 2 and area_total.residents > 0 and area_total.residents * 2 = year_total.residents
order by area_total.row_id
