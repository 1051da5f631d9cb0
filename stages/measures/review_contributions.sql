-- title:       Annual reviews to which health, care and the child contributed
-- ref:         R05
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Code of Practice 9.166 to 9.185
-- owner:       Head of SEND
-- needs:       annual_reviews
-- definition:  Reviews to which health, social care and the child all contributed, of review meetings held in the
--              period.
select review.review_id as case_id, review.meeting_date as on_date, review.has_all_contributions as met, review.row_id,
       review.locality, setting.primary_need, age_band(age_at(review.birth_date, review.meeting_date)) as age_band,
       setting.school_phase, review.sex, setting.school
from mart_review as review
left join mart_child_setting as setting
  on setting.person_id = review.person_id and setting.from_date <= review.meeting_date
 and (setting.to_date is null or review.meeting_date < setting.to_date)
where review.meeting_date is not null
