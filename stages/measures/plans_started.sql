-- title:       EHC plans started
-- ref:         C02
-- kind:        count
-- when:        event
-- period:      month, rolling 12 months
-- unit:        number
-- better:      neither
-- source:      SEN2 named plans and active plans
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan, activeplans
-- definition:  Plans by the day they began, plans of children who moved in included (by the day their request was
--              received).
select case_id, from_date as on_date, row_id
from mart_plan
