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
--              balance in the year since; where none says so, from the first year of grant. Mitigated counts the savings planned, each weighted by
--              the confidence in it; unmitigated does not. Without a savings plan there is no mitigated balance.
with opening as (
    select row_id, financial_year, brought_forward
    from stg_dsg_allocations
    where block = 'high needs'
    order by brought_forward is null, financial_year
    limit 1
),
year as (
    select distinct year_start, financial_year from mart_high_needs_balance where is_saving = 0
),
moved as (
    select balance.item, balance.row_id, balance.amount, balance.is_saving, year.year_start
    from mart_high_needs_balance as balance
    join year on year.financial_year >= balance.financial_year
    where balance.financial_year >= (select financial_year from opening)
    union all
    select opening.financial_year || ' brought forward', opening.row_id, opening.brought_forward, 0, year.year_start
    from opening
    join year on year.financial_year >= opening.financial_year
    where opening.brought_forward is not null
)
select item as case_id, year_start as on_date, amount as value, row_id, 'unmitigated' as scenario
from moved
where is_saving = 0
union all
select item, year_start, case when exists (select 1 from loaded_column where extract = 'savings_schemes') then amount end,
       row_id, 'mitigated'
from moved
