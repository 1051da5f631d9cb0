-- One row per annual review. `plan_cease_date` is when the plan under review ended (every plan of the child that began
-- on the day named, at the last date). Decisions and final plans count on the day made or the first day late, whichever
-- is earlier.
with ended as (
    select person_id, plan_issued_date, case when count(*) = count(cease_date) then max(cease_date) end as cease_date
    from mart_issued_plan
    group by person_id, plan_issued_date
)
select review.row_id, review.review_id, review.person_id, review.due_date, review.meeting_date,
       review.decision, review.decision_date, review.final_plan_date, ended.cease_date as plan_cease_date,
       case when 1 = review.health_contributed and 1 = review.care_contributed and 1 = review.child_contributed then 1
            else 0 end as has_all_contributions,
       least_date(review.decision_date, add_days(review.meeting_date, 29)) as decision_counted_on,
       least_date(review.final_plan_date, add_days(review.meeting_date, 85)) as final_counted_on,
       child.birth_date, child.sex, child.locality
from stg_annual_reviews as review
left join ended on ended.person_id = review.person_id and ended.plan_issued_date = review.plan_start_date
left join mart_child as child on child.person_id = review.person_id
