-- title:       High needs spend
-- ref:         F01
-- kind:        sum
-- when:        event
-- period:      financial year
-- unit:        pounds
-- better:      neither
-- source:      Section 251; DSG management plan
-- owner:       Finance lead
-- counts:      other
-- all:         no
-- needs:       high_needs_lines
-- definition:  Spend on high needs in the financial year, each of budget, forecast and outturn apart, by category of
--              placement and by line of the Section 251 return.
select financial_year || ' ' || line || ' ' || category || ' ' || basis as case_id, year_start as on_date, amount as value,
       row_id, basis, basis || '|' || category as "basis|category", basis || '|' || line as "basis|line"
from mart_high_needs_line
