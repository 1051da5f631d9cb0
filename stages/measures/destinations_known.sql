-- title:       Young people leaving a plan whose destination is known
-- ref:         P02
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Destinations tracker
-- owner:       Preparing for adulthood lead
-- needs:       destinations
-- definition:  Young people whose destination is known, of all who left a plan in the period.
select person_id || ' ' || left_date as case_id, left_date as on_date,
       case when destination <> 'unknown' then 1 else 0 end as met, row_id
from stg_destinations
