-- title:       Annual reviews held by the day they were due
-- ref:         R01
-- kind:        rate
-- when:        event
-- period:      month, rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Children and Families Act 2014 s.44
-- owner:       Head of SEND
-- needs:       annual_reviews.meeting_date
-- definition:  Reviews whose meeting was held by the day due, of reviews due in the period. A review of a plan that
--              had ended by then is not due.
with counted as (
    select review_id, row_id, person_id, birth_date, sex, locality, due_date as on_date,
           case when meeting_date <= due_date then 1 else 0 end as met
    from mart_review
    where plan_cease_date is null or plan_cease_date > due_date
)
select counted.review_id as case_id, counted.on_date, counted.met, counted.row_id,
       counted.locality, setting.primary_need, age_band(age_at(counted.birth_date, counted.on_date)) as age_band,
       setting.school_phase, counted.sex, setting.school
from counted
left join mart_child_setting as setting
  on setting.person_id = counted.person_id and setting.from_date <= counted.on_date
 and (setting.to_date is null or counted.on_date < setting.to_date)
