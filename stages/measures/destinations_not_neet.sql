-- title:       Young people leaving a plan for education, training, work or care
-- ref:         P03
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Destinations tracker
-- owner:       Preparing for adulthood lead
-- needs:       destinations
-- definition:  Young people who are not without education, employment or training, of those who left a plan in the
--              period and whose destination is known.
select person_id || ' ' || left_date as case_id, left_date as on_date,
       case when destination <> 'NEET' then 1 else 0 end as met, row_id
from stg_destinations
where destination <> 'unknown'
