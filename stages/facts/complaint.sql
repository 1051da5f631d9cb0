-- title: Complaint or compliment
-- order: 110
select sampled.case_id, complaint.received_date as "Received", coalesce(stage.label, complaint.stage) as "Stage",
       coalesce(theme.label, complaint.theme) as "Theme", complaint.locality, complaint.acknowledged_date as "Acknowledged",
       timed.answer_due_date as "Answer due", complaint.responded_date as "Answered", coalesce(outcome.label, complaint.outcome) as "Outcome"
from sampled_case as sampled
join stg_complaints as complaint on complaint.row_id = sampled.row_id
left join mart_complaint as timed on timed.row_id = complaint.row_id
left join code_complaint_stage as stage on stage.code = complaint.stage
left join code_theme as theme on theme.code = complaint.theme
left join code_complaint_outcome as outcome on outcome.code = complaint.outcome
order by sampled.case_id
