-- title:       Savings delivered
-- ref:         F07
-- kind:        sum
-- when:        event
-- period:      financial year
-- unit:        pounds
-- better:      higher
-- source:      Savings plan
-- owner:       Finance lead
-- counts:      other
-- needs:       savings_schemes
-- definition:  Savings that the schemes have made in the financial year.
select scheme as case_id, year_start as on_date, delivered as value, row_id
from stg_savings_schemes
