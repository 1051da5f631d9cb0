-- says:     Another category of the year names another growth in income; the high needs block grows by the first category's.
-- severity: query
-- extract:  high_needs_assumptions
-- field:    income_growth_percent
-- code:     income-growth-differs
-- action:   Give the growth of the high needs block once, or the same in every row of the year.
with year as (
    select substr(financial_year, 1, 4) as starts, min(row_id) as row_id
    from current_high_needs_assumptions where income_growth_percent is not null
    group by substr(financial_year, 1, 4)
    having min(income_growth_percent) <> max(income_growth_percent))
select year.row_id, assumption.income_growth_percent as value
from year
join current_high_needs_assumptions as assumption on assumption.row_id = year.row_id
order by year.row_id
