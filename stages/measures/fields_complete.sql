-- title:       Cells filled
-- ref:         N03
-- kind:        ratio
-- when:        snapshot
-- period:      day
-- unit:        percent
-- better:      higher
-- source:      Loads
-- owner:       Data team
-- counts:      other
-- days:        as-at
-- definition:  Cells of the extracts that are filled, of all the cells that the rows loaded could have. A column that
--              a file lacks counts as empty.
select fill.extract || ' ' || fill.field as case_id, context.as_at as at_date, fill.filled as numerator,
       fill.loaded as denominator, fill.extract, fill.extract || '|' || fill.field as "extract|field"
from field_fill as fill
cross join context
where fill.loaded > 0
