-- title:       Mediations
-- ref:         X07
-- kind:        count
-- when:        event
-- period:      rolling 12 months
-- unit:        number
-- better:      neither
-- source:      SEN2 mediation flags
-- owner:       Head of SEND
-- needs:       requests, assessment
-- definition:  Decisions taken to mediation, by the day of the decision: not to assess, not to issue a plan, and
--              others.
select request_id || ' request' as case_id, outcome_date as on_date, row_id
from mart_request
where mediation = 1 and outcome_date is not null
union all
select assessment_id || ' assessment', outcome_date, row_id
from stg_assessment
where assessment_mediation = 1 and outcome_date is not null
union all
select assessment_id || ' other', outcome_date, row_id
from stg_assessment
where other_mediation = 1 and outcome_date is not null
