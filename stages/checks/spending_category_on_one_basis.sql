-- says:     The year has a budget and a forecast, but the category stands in only one of them; the other counts as 0.
-- severity: query
-- extract:  high_needs_lines
-- field:    category
-- code:     spending-category-on-one-basis
-- action:   Add the missing lines, with 0 where that is meant.
with bases as (
    select financial_year, category, min(row_id) as row_id, count(distinct basis) as bases
    from current_high_needs_lines where basis in ('budget', 'forecast') group by financial_year, category),
years as (
    select financial_year from current_high_needs_lines
    where basis in ('budget', 'forecast') group by financial_year having count(distinct basis) = 2)
select row_id, category as value
from bases
where bases = 1 and financial_year in (select financial_year from years)
order by row_id
