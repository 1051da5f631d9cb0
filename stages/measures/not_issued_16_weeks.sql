-- title:       Decisions not to issue a plan told within 16 weeks
-- ref:         T04
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 10(1)
-- owner:       Head of SEND
-- needs:       requests, assessment
-- definition:  Families told at most 112 days after the request that no plan will be issued, of all such decisions in
--              the period.
select assessment.assessment_id as case_id, assessment.outcome_date as on_date,
       case when days_between(request.received_date, assessment.outcome_date) <= 112 then 1 else 0 end as met,
       assessment.row_id
from stg_assessment as assessment
join mart_request as request on request.request_id = assessment.request_id
where assessment.outcome = 'N' and assessment.outcome_date >= request.received_date
