-- title:       Advice received within 6 weeks
-- ref:         T05
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 8(1)
-- owner:       Head of SEND
-- needs:       advice.received_date
-- definition:  Pieces of advice received at most 42 days after they were asked for, of those received or overdue.
--              Each counts on the day it came or the first day it was late, whichever was earlier.
select advice_id as case_id, least_date(received_date, add_days(requested_date, 43)) as on_date,
       case when received_date <= add_days(requested_date, 42) then 1 else 0 end as met, row_id, service
from stg_advice
where received_date is null or received_date >= requested_date
