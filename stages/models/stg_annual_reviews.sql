-- One row per annual review.
select row_id, review_id, persontableid as person_id, plan_start_date, due_date, meeting_date, report_received_date,
       decision_date, decision, amendment_notice_date, final_plan_date, health_contributed, care_contributed,
       child_contributed, preparing_for_adulthood
from current_annual_reviews
