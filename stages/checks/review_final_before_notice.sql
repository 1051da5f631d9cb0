-- says:     The final plan is dated before the meeting or before the amendment notice.
-- severity: error
-- extract:  annual_reviews
-- field:    final_plan_date
-- code:     review-final-before-notice
-- action:   Correct the dates.
select row_id, final_plan_date as value
from current_annual_reviews
where final_plan_date < amendment_notice_date or final_plan_date < meeting_date
order by row_id
