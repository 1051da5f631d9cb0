-- One row per referral.
select wait.row_id, wait.referral_id, wait.pathway, wait.provider, coalesce(place.locality, wait.locality) as locality,
       wait.referral_date, wait.first_appointment_date, wait.outcome_date, wait.closed_date
from current_health_waits as wait
left join mart_locality_name as place on place.written = lower(trim(wait.locality))
