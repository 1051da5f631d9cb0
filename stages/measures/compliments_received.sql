-- title:       Compliments received
-- ref:         X04
-- kind:        count
-- when:        event
-- period:      month, rolling 12 months
-- unit:        number
-- better:      higher
-- source:      Complaints log
-- owner:       Complaints lead
-- needs:       complaints
-- definition:  Compliments by the day received.
select case_id, received_date as on_date, row_id
from stg_complaints
where kind = 'compliment'
