-- title:       People who took part
-- ref:         X08
-- kind:        sum
-- when:        event
-- period:      rolling 12 months
-- unit:        number
-- better:      higher
-- source:      Participation log
-- owner:       Participation lead
-- needs:       participation
-- definition:  People at events, and young people with a passport, in the period. Someone at two events counts twice.
select activity_id as case_id, activity_date as on_date, people as value, row_id, activity, locality
from stg_participation
