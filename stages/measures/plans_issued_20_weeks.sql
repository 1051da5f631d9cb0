-- title:       New EHC plans issued within 20 weeks, excluding exceptions
-- ref:         T01
-- kind:        rate
-- when:        event
-- period:      month, rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 13(2); SEN2 Week20
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan
-- definition:  Plans issued at most 140 days after the request, of plans issued in the period. Left out: cases with
--              an exception, with mediation or a tribunal, decided before the return's years or by another authority.
select plan_id as case_id, plan_issued_date as on_date, days_to_issue <= 140 as met, row_id,
       locality, primary_need, age_band, school_phase, sex
from mart_issued_plan
where not exception
