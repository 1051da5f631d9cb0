-- title:       Open assessments older than 20 weeks
-- ref:         T07
-- kind:        count
-- when:        state
-- period:      day
-- unit:        number
-- better:      lower
-- source:      SEND Regulations 2014 reg 13(2)
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan
-- definition:  Open assessments whose request was received more than 140 days before the day counted.
select request_id as case_id, add_days(from_date, 141) as from_date, to_date, row_id
from mart_open_request
