-- title:       Annual reviews overdue
-- ref:         R04
-- kind:        count
-- when:        snapshot
-- period:      day
-- unit:        number
-- better:      lower
-- source:      Children and Families Act 2014 s.44
-- owner:       Head of SEND
-- needs:       annual_reviews.meeting_date
-- definition:  Reviews whose due day has passed on the day counted, with no meeting held, of plans that have not
--              ended.
with overdue as (
    select review.review_id, review.row_id, review.person_id, review.due_date, review.birth_date, review.sex, review.locality,
           day.at_date, months_between(review.due_date, day.at_date) as months_overdue
    from mart_review as review
    join counting_date as day
      on day.at_date > review.due_date
     and day.at_date < coalesce(least_date(review.meeting_date, review.plan_cease_date), '9999-12-31')
)
select overdue.review_id as case_id, overdue.at_date, overdue.row_id,
       overdue.locality, setting.primary_need, age_band(age_at(overdue.birth_date, overdue.at_date)) as age_band,
       setting.school_phase, overdue.sex, setting.school,
       case when overdue.months_overdue < 1 then 'under 1'
            when overdue.months_overdue < 3 then '1 to 2'
            when overdue.months_overdue < 6 then '3 to 5'
            when overdue.months_overdue < 12 then '6 to 11'
            else '12 and over' end as months_overdue_band
from overdue
left join mart_child_setting as setting
  on setting.person_id = overdue.person_id and setting.from_date <= overdue.at_date
 and (setting.to_date is null or overdue.at_date < setting.to_date)
