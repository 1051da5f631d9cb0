-- title:       Complaints received
-- ref:         X01
-- kind:        count
-- when:        event
-- period:      month, rolling 12 months
-- unit:        number
-- better:      lower
-- source:      Complaints log
-- owner:       Complaints lead
-- needs:       complaints
-- definition:  Complaints by the day received. Compliments are counted apart.
select case_id, received_date as on_date, row_id, theme, stage, locality
from mart_complaint
