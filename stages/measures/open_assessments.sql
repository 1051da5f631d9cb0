-- title:       Open assessments
-- ref:         T06
-- kind:        count
-- when:        snapshot
-- period:      day
-- unit:        number
-- better:      neither
-- source:      SEN2 requests, assessments and plans
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan
-- definition:  Requests undecided or agreed on the day counted that have neither a plan nor a refusal. Transfers in
--              with a plan and cases exported to another authority are left out.
select request_id as case_id, at_date, row_id, stage, weeks_band
from mart_open_request_day
