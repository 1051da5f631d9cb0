-- One row per plan open when the return was run off.
select row_id, activeplanstableid as active_plan_id, requeststableid as request_id, transferla as transfer_la,
       reviewmeeting as review_meeting_date, reviewoutcome as review_outcome, reviewdraft as review_draft_date,
       phasetransferduedate as phase_transfer_due_date, phasetransferfinaldate as phase_transfer_final_date,
       lastreview as last_review_date
from current_activeplans
