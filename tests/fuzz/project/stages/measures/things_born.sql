-- title:   Things born
-- ref:     T01
-- kind:    rate
-- when:    event
-- period:  month, rolling 12 months
-- unit:    percent
-- better:  higher
-- source:  a rule
-- owner:   somebody
select thing_id as case_id, born as on_date, places > 3 as met, colour, row_id
from mart_thing
where born is not null
