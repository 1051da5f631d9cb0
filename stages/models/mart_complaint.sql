-- One row per complaint (compliments are not complaints). `working_days` are those its stage allows for the answer, none before the
-- ombudsman; withdrawn complaints need no answer.
with timed as (
    select complaint.row_id, complaint.case_id, complaint.received_date, complaint.stage, complaint.theme, complaint.locality,
           complaint.acknowledged_date, complaint.responded_date, complaint.outcome,
           (select cast(setting.value as integer) from setting
            where setting.key = 'complaint_days.' || coalesce(complaint.stage, '1')) as working_days
    from stg_complaints as complaint
    where complaint.kind = 'complaint'
)
select row_id, case_id, received_date, stage, theme, locality, acknowledged_date, responded_date, outcome, working_days,
       case when outcome is null or outcome <> 'withdrawn'
            then add_working_days(coalesce(acknowledged_date, received_date), working_days) end as answer_due_date
from timed
