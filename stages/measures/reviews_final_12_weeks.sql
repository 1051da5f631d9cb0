-- title:       Amended plans final within 12 weeks of the meeting
-- ref:         R03
-- kind:        rate
-- when:        event
-- period:      month, rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 22(3)
-- owner:       Head of SEND
-- needs:       annual_reviews
-- definition:  Final plans issued at most 84 days after the review meeting, of reviews that decided to amend and
--              whose final plan was issued or overdue. Each counts on the day issued or the first day it was late,
--              whichever was earlier.
select review.review_id as case_id, review.final_counted_on as on_date, case when days_between(review.meeting_date, review.final_plan_date) <= 84 then 1 else 0 end as met, review.row_id,
       review.locality, setting.primary_need, age_band(age_at(review.birth_date, review.final_counted_on)) as age_band,
       setting.school_phase, review.sex, setting.school
from mart_review as review
left join mart_child_setting as setting
  on setting.person_id = review.person_id and setting.from_date <= review.final_counted_on
 and (setting.to_date is null or review.final_counted_on < setting.to_date)
where review.decision = 'A' and review.meeting_date is not null
  and (review.final_plan_date is null or review.final_plan_date >= review.meeting_date)
