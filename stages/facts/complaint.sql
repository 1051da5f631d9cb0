-- title: Complaint or compliment
-- order: 110
with known as (
    select complaint.row_id, complaint.received_date, complaint.stage, complaint.theme, complaint.locality,
           case when complaint.acknowledged_date <= context.as_at then complaint.acknowledged_date end as acknowledged_date,
           case when complaint.responded_date <= context.as_at then complaint.responded_date end as responded_date,
           case when complaint.responded_date > context.as_at then null else complaint.outcome end as outcome
    from stg_complaints as complaint
    cross join context
)
select sampled.case_id, complaint.received_date as "Received", coalesce(stage.label, complaint.stage) as "Stage",
       coalesce(theme.label, complaint.theme) as "Theme", complaint.locality, complaint.acknowledged_date as "Acknowledged",
       case when complaint.outcome is null or complaint.outcome <> 'withdrawn'
            then add_working_days(coalesce(complaint.acknowledged_date, complaint.received_date), timed.working_days) end as "Answer due",
       complaint.responded_date as "Answered", coalesce(outcome.label, complaint.outcome) as "Outcome"
from sampled_case as sampled
join known as complaint on complaint.row_id = sampled.row_id
left join mart_complaint as timed on timed.row_id = complaint.row_id
left join code_complaint_stage as stage on stage.code = complaint.stage
left join code_theme as theme on theme.code = complaint.theme
left join code_complaint_outcome as outcome on outcome.code = complaint.outcome
order by sampled.case_id
