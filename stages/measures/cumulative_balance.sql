-- title:       High needs balance carried forward
-- ref:         F05
-- kind:        sum
-- when:        event
-- period:      financial year
-- unit:        pounds
-- better:      higher
-- source:      DSG management plan
-- owner:       Finance lead
-- counts:      other
-- all:         no
-- needs:       high_needs_lines, dsg_allocations
-- definition:  What was brought forward into the first year that says so, whatever the day of the report, and every
--              balance in the year since; where none says so, from the first year of grant. Mitigated counts the savings
--              planned, each weighted by the confidence in it; unmitigated does not. Without a savings plan there is no
--              mitigated balance; before the first year, and after the last with spending, there is none of either.
with opening as (
    select row_id, financial_year, brought_forward
    from stg_dsg_allocations
    where block = 'high needs'
    order by brought_forward is null, financial_year
    limit 1
),
spent as (
    select max(year_start) as last_year from stg_high_needs_lines
),
year as (
    select distinct balance.year_start, balance.financial_year,
           balance.financial_year >= (select financial_year from opening) and balance.year_start <= spent.last_year as is_told
    from mart_high_needs_balance as balance
    cross join spent
    where balance.is_saving = 0
),
moved as (
    select balance.item, balance.row_id, balance.amount, balance.is_saving, year.year_start
    from mart_high_needs_balance as balance
    join year on year.financial_year >= balance.financial_year and year.is_told
    where balance.financial_year >= (select financial_year from opening)
    union all
    select balance.item, balance.row_id, null, balance.is_saving, year.year_start
    from mart_high_needs_balance as balance
    join year on year.financial_year = balance.financial_year and not year.is_told
    join context on context.financial_year_start = year.year_start
    union all
    select opening.financial_year || ' brought forward', opening.row_id, opening.brought_forward, 0, year.year_start
    from opening
    join year on year.financial_year >= opening.financial_year and year.is_told
    where opening.brought_forward is not null
)
select item as case_id, year_start as on_date, amount as value, row_id, 'unmitigated' as scenario
from moved
where is_saving = 0
union all
select item, year_start, case when exists (select 1 from loaded_column where extract = 'savings_schemes') then amount end,
       row_id, 'mitigated'
from moved
