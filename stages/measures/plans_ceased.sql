-- title:       EHC plans ceased
-- ref:         C03
-- kind:        count
-- when:        event
-- period:      month, rolling 12 months
-- unit:        number
-- better:      neither
-- source:      SEN2 named plans
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan
-- definition:  Plans by the day they ended, by reason. A reason without a date is not an ending.
select case_id, to_date as on_date, row_id, cease_reason
from mart_plan
where to_date is not null
