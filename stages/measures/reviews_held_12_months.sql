-- title:       Annual reviews held by the day they were due
-- ref:         R01
-- kind:        rate
-- when:        event
-- period:      month, rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Children and Families Act 2014 s.44
-- owner:       Head of SEND
-- needs:       annual_reviews
-- definition:  Reviews whose meeting was held by the day due, of reviews due in the period. A review of a plan that
--              had ended by then is not due.
select review.review_id as case_id, review.due_date as on_date, case when review.meeting_date <= review.due_date then 1 else 0 end as met, review.row_id,
       review.locality, setting.primary_need, age_band(age_at(review.birth_date, review.due_date)) as age_band,
       setting.school_phase, review.sex, setting.school
from mart_review as review
left join mart_child_setting as setting
  on setting.person_id = review.person_id and setting.from_date <= review.due_date
 and (setting.to_date is null or review.due_date < setting.to_date)
where review.plan_cease_date is null or review.plan_cease_date > review.due_date
