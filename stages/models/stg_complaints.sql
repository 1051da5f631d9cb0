-- One row per complaint or compliment.
select complaint.row_id, complaint.case_id, complaint.kind, complaint.received_date, complaint.stage, complaint.theme,
       coalesce(place.locality, complaint.locality) as locality, complaint.acknowledged_date, complaint.responded_date,
       complaint.outcome
from current_complaints as complaint
left join mart_locality_name as place on place.written = lower(trim(complaint.locality))
