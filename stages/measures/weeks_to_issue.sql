-- title:       Weeks from request to plan
-- ref:         T03
-- kind:        median
-- when:        event
-- period:      rolling 12 months
-- unit:        weeks
-- better:      lower
-- source:      SEND Regulations 2014 reg 13(2)
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan
-- definition:  Half of the plans issued in the period took at most this many weeks from the request, exceptions kept
--              in.
select plan_id as case_id, plan_issued_date as on_date, days_to_issue as value, row_id
from mart_issued_plan
where not left_out
