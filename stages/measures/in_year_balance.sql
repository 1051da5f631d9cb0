-- title:       High needs balance in the year
-- ref:         F04
-- kind:        sum
-- when:        event
-- period:      financial year
-- unit:        pounds
-- better:      higher
-- source:      DSG management plan
-- owner:       Finance lead
-- counts:      other
-- needs:       high_needs_lines, dsg_allocations
-- definition:  The high needs block and what is moved into it, less high needs spend of the financial year. Below
--              zero is a deficit. Where no block is given for the year, it is spend alone. After the last year with
--              spending it cannot be told.
with last as (
    select max(year_start) as year_start from stg_high_needs_lines
)
select balance.item as case_id, balance.year_start as on_date,
       case when balance.year_start <= last.year_start then balance.amount end as value, balance.row_id
from mart_high_needs_balance as balance
cross join last
cross join context
where balance.is_saving = 0
  and (balance.year_start <= last.year_start or balance.year_start = context.financial_year_start)
