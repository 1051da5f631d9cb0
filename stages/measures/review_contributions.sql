-- title:       Annual reviews to which health, care and the child contributed
-- ref:         R05
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Code of Practice 9.166 to 9.185
-- owner:       Head of SEND
-- needs:       annual_reviews.health_contributed, annual_reviews.care_contributed, annual_reviews.child_contributed
-- definition:  Reviews to which health, social care and the child all contributed, of review meetings held in the
--              period.
with counted as (
    select review_id, row_id, person_id, birth_date, sex, locality, meeting_date as on_date,
           has_all_contributions as met
    from mart_review
    where meeting_date is not null
)
select counted.review_id as case_id, counted.on_date, counted.met, counted.row_id,
       counted.locality, setting.primary_need, age_band(age_at(counted.birth_date, counted.on_date)) as age_band,
       setting.school_phase, counted.sex, setting.school
from counted
left join mart_child_setting as setting
  on setting.person_id = counted.person_id and setting.from_date <= counted.on_date
 and (setting.to_date is null or counted.on_date < setting.to_date)
