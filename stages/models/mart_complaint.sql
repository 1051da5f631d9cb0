-- One row per complaint (compliments are not complaints), with the last working day in time for its answer. A complaint
-- that is withdrawn, or before the ombudsman, has none.
with timed as (
    select complaint.row_id, complaint.case_id, complaint.received_date, complaint.stage, complaint.theme, complaint.locality,
           complaint.responded_date,
           case when complaint.responded_date > context.as_at then null else complaint.outcome end as outcome,
           coalesce(case when complaint.acknowledged_date <= context.as_at then complaint.acknowledged_date end,
                    complaint.received_date) as clock_date,
           case when complaint.outcome = 'withdrawn' and coalesce(complaint.responded_date, '') <= context.as_at then null
                else (select cast(setting.value as integer) from setting
                      where setting.key = 'complaint_days.' || coalesce(complaint.stage, '1')) end as working_days
    from stg_complaints as complaint
    cross join context
    where complaint.kind = 'complaint'
)
select row_id, case_id, received_date, stage, theme, locality, responded_date, outcome, clock_date,
       add_working_days(clock_date, working_days) as answer_due_date,
       add_working_days(clock_date, working_days + 1) as first_late_date
from timed
