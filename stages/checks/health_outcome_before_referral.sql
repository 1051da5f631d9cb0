-- says:     The outcome is dated before the referral or the first appointment.
-- severity: error
-- extract:  health_waits
-- field:    outcome_date
-- code:     health-outcome-before-referral
-- action:   Correct the dates.
select row_id, outcome_date as value
from current_health_waits
where outcome_date < referral_date or outcome_date < first_appointment_date
order by row_id
