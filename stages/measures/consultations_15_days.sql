-- title:       Settings that answered a consultation within 15 days
-- ref:         S04
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Code of Practice 9.83
-- owner:       Head of Sufficiency
-- needs:       consultations.response_date
-- definition:  Consultations answered at most 15 days after they were sent, of those answered or overdue. Each counts
--              on the day answered or the first day it was late, whichever was earlier.
select consultation_id as case_id, least_date(response_date, add_days(sent_date, 16)) as on_date,
       case when response_date <= add_days(sent_date, 15) then 1 else 0 end as met, row_id
from stg_consultations
where response_date is null or response_date >= sent_date
