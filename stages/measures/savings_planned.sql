-- title:       Savings planned
-- ref:         F06
-- kind:        sum
-- when:        event
-- period:      financial year
-- unit:        pounds
-- better:      higher
-- source:      Savings plan
-- owner:       Finance lead
-- counts:      other
-- needs:       savings_schemes
-- definition:  Savings that the schemes plan to make in the financial year, in full.
select scheme as case_id, year_start as on_date, saving as value, row_id
from stg_savings_schemes
