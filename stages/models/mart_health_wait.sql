-- One row per referral, with the day on which it stopped waiting: its outcome or its closing, whichever came first.
select row_id, referral_id, pathway, provider, referral_date, first_appointment_date, outcome_date,
       least_date(outcome_date, closed_date) as ended_date,
       days_between(referral_date, first_appointment_date) as days_to_appointment,
       days_between(referral_date, outcome_date) as days_to_outcome
from stg_health_waits
