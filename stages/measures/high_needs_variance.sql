-- title:       High needs forecast less budget
-- ref:         F02
-- kind:        sum
-- when:        event
-- period:      financial year
-- unit:        pounds
-- better:      lower
-- source:      Section 251; DSG management plan
-- owner:       Finance lead
-- counts:      other
-- needs:       high_needs_lines
-- definition:  The forecast of high needs spend in the financial year, less its budget. Above zero is overspent. Other
--              years stand where both were given.
select financial_year || ' ' || line || ' ' || category || ' ' || basis as case_id, year_start as on_date,
       case basis when 'forecast' then amount else 0 - amount end as value, row_id, category
from mart_high_needs_line
where basis in ('forecast', 'budget')
  and (year_start = (select financial_year_start from context)
       or financial_year in (select financial_year from mart_high_needs_line where basis in ('forecast', 'budget')
                             group by financial_year having count(distinct basis) = 2))
