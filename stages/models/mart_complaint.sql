-- One row per complaint (compliments are not complaints). `working_days` are those its stage allows for the answer, none before the
-- ombudsman.
select complaint.row_id, complaint.case_id, complaint.received_date, complaint.stage, complaint.theme, complaint.locality,
       complaint.acknowledged_date, complaint.responded_date, complaint.outcome,
       (select cast(setting.value as integer) from setting
        where setting.key = 'complaint_days.' || coalesce(complaint.stage, '1')) as working_days
from stg_complaints as complaint
where complaint.kind = 'complaint'
