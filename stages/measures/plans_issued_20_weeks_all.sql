-- title:       New EHC plans issued within 20 weeks, including exceptions
-- ref:         T02
-- kind:        rate
-- when:        event
-- period:      month, rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 13(2)
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan
-- definition:  As the measure without exceptions, with the cases to which the exceptions of regulation 10(4) apply
--              kept in.
select plan_id as case_id, plan_issued_date as on_date, days_to_issue <= 140 as met, row_id,
       locality, primary_need, age_band, school_phase, sex
from mart_issued_plan
where not left_out
