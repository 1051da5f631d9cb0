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
--              zero is a deficit. Where no block is given for the year, it is spend alone.
select item as case_id, year_start as on_date, amount as value, row_id
from mart_high_needs_balance
where is_saving = 0
