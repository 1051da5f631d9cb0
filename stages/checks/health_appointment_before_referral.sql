-- says:     The first appointment is dated before the referral.
-- severity: error
-- extract:  health_waits
-- field:    first_appointment_date
-- code:     health-appointment-before-referral
-- action:   Correct one of the two dates.
select row_id, first_appointment_date as value
from current_health_waits
where first_appointment_date < referral_date
order by row_id
