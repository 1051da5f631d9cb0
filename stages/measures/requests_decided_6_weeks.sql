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
select request_id as case_id, decision_date as on_date, case when days_to_outcome <= 42 then 1 else 0 end as met, row_id,
       locality, primary_need, age_band(age_at(birth_date, decision_date)) as age_band, school_phase, sex, request_source
from mart_request
where decision_date is not null and days_to_outcome is not null
