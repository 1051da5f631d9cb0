-- One row per referral.
select row_id, referral_id, pathway, provider, locality, referral_date, first_appointment_date, outcome_date,
       closed_date
from current_health_waits
