-- title:       Appeals to the tribunal
-- ref:         X06
-- kind:        count
-- when:        event
-- period:      rolling 12 months
-- unit:        number
-- better:      lower
-- source:      SEN2 tribunal flags
-- owner:       Head of SEND
-- needs:       requests.requesttribunal, assessment.assessmenttribunal
-- definition:  Decisions appealed to the tribunal, by the day of the decision: not to assess, not to issue a plan,
--              and others. No date of the appeal itself is held.
select case_id, outcome_date as on_date, row_id
from mart_contested_decision
where tribunal = 1
