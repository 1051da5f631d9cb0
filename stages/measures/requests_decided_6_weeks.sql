-- title:       Requests decided within 6 weeks
-- ref:         D04
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 5(3)
-- owner:       Head of SEND
-- needs:       requests
-- definition:  Decisions whether to assess (yes or no) made at most 42 days after the request, of all such decisions
--              in the period. The first decision counts, also where mediation or the tribunal changed it.
select request.request_id as case_id, request.decision_date as on_date,
       case when request.days_to_outcome <= 42 then 1 else 0 end as met, request.row_id, plan.known_from, plan.known_to,
       request.locality, request.primary_need, age_band(age_at(request.birth_date, request.decision_date)) as age_band,
       setting.school_phase, request.sex, request.request_source
from mart_request as request
left join mart_request_plan as plan on plan.request_id = request.request_id
left join mart_plan_setting as setting on setting.plan_id = plan.plan_id
where request.decision_date is not null and request.days_to_outcome is not null
  and (plan.known_to is null or plan.known_to > request.decision_date)
