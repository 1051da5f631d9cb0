-- title:       Mediations
-- ref:         X07
-- kind:        count
-- when:        event
-- period:      rolling 12 months
-- unit:        number
-- better:      neither
-- source:      SEN2 mediation flags
-- owner:       Head of SEND
-- needs:       requests.requestmediation, assessment.assessmentmediation
-- definition:  Decisions taken to mediation, by the day of the decision: not to assess, not to issue a plan, and
--              others.
select case_id, outcome_date as on_date, row_id
from mart_contested_decision
where mediation = 1
