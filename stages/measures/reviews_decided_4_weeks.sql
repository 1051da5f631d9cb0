-- title:       Annual reviews decided within 4 weeks of the meeting
-- ref:         R02
-- kind:        rate
-- when:        event
-- period:      month, rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 20(10)
-- owner:       Head of SEND
-- needs:       annual_reviews.decision_date
-- definition:  Decisions made at most 28 days after the review meeting, of those made or overdue. Each counts on the
--              day decided or the first day it was late, whichever was earlier.
with counted as (
    select review_id, row_id, person_id, birth_date, sex, locality, decision_counted_on as on_date,
           case when days_between(meeting_date, decision_date) <= 28 then 1 else 0 end as met
    from mart_review
    where meeting_date is not null
      and (decision_date is null or decision_date >= meeting_date)
)
select counted.review_id as case_id, counted.on_date, counted.met, counted.row_id,
       counted.locality, setting.primary_need, age_band(age_at(counted.birth_date, counted.on_date)) as age_band,
       setting.school_phase, counted.sex, setting.school
from counted
left join mart_child_setting as setting
  on setting.person_id = counted.person_id and setting.from_date <= counted.on_date
 and (setting.to_date is null or counted.on_date < setting.to_date)
