-- title:       Amended plans final within 12 weeks of the meeting
-- ref:         R03
-- kind:        rate
-- when:        event
-- period:      month, rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 22(3)
-- owner:       Head of SEND
-- needs:       annual_reviews.decision, annual_reviews.final_plan_date
-- definition:  Final plans issued at most 84 days after the review meeting, of reviews that decided to amend and
--              whose final plan was issued or overdue. Each counts on the day issued or the first day it was late,
--              whichever was earlier.
with counted as (
    select review_id, row_id, person_id, birth_date, sex, locality, final_counted_on as on_date,
           decision_date as known_from,
           case when days_between(meeting_date, final_plan_date) <= 84 then 1 else 0 end as met
    from mart_review
    where decision = 'A' and meeting_date is not null
      and (final_plan_date is null or final_plan_date >= meeting_date)
)
select counted.review_id as case_id, counted.on_date, counted.met, counted.row_id, counted.known_from,
       counted.locality, setting.primary_need, age_band(age_at(counted.birth_date, counted.on_date)) as age_band,
       setting.school_phase, counted.sex, setting.school
from counted
left join mart_child_setting as setting
  on setting.person_id = counted.person_id and setting.from_date <= counted.on_date
 and (setting.to_date is null or counted.on_date < setting.to_date)
