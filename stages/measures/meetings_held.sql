-- title:       Plans with both co-production meetings held
-- ref:         T09
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Local standard
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan, casework.first_meeting_date, casework.second_meeting_date
-- definition:  Plans for which both co-production meetings were held by the day the plan began, of plans issued in
--              the period that a caseworker followed.
select plan.plan_id as case_id, plan.plan_issued_date as on_date,
       case when casework.first_meeting_date <= plan.plan_issued_date
             and casework.second_meeting_date <= plan.plan_issued_date then 1 else 0 end as met, plan.row_id
from mart_issued_plan as plan
join stg_casework as casework on casework.request_id = plan.request_id
