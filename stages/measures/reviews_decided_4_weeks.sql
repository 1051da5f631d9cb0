-- title:       Annual reviews decided within 4 weeks of the meeting
-- ref:         R02
-- kind:        rate
-- when:        event
-- period:      month, rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 20(10)
-- owner:       Head of SEND
-- needs:       annual_reviews
-- definition:  Decisions made at most 28 days after the review meeting, of those made or overdue. Each counts on the
--              day decided or the first day it was late, whichever was earlier.
select review.review_id as case_id, review.decision_counted_on as on_date, case when days_between(review.meeting_date, review.decision_date) <= 28 then 1 else 0 end as met, review.row_id,
       review.locality, setting.primary_need, age_band(age_at(review.birth_date, review.decision_counted_on)) as age_band,
       setting.school_phase, review.sex, setting.school
from mart_review as review
left join mart_child_setting as setting
  on setting.person_id = review.person_id and setting.from_date <= review.decision_counted_on
 and (setting.to_date is null or review.decision_counted_on < setting.to_date)
where review.meeting_date is not null
  and (review.decision_date is null or review.decision_date >= review.meeting_date)
