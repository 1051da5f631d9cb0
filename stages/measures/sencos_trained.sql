-- title:       SENCOs trained
-- ref:         W01
-- kind:        sum
-- when:        event
-- period:      rolling 12 months
-- unit:        number
-- better:      higher
-- source:      Training log
-- owner:       Workforce lead
-- counts:      other
-- needs:       training
-- definition:  SENCOs at training events in the period. Someone at two events counts twice.
select event_id as case_id, event_date as on_date, sencos as value, row_id
from stg_training
