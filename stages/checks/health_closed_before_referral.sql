-- says:     The referral was closed before it was made.
-- severity: error
-- extract:  health_waits
-- field:    closed_date
-- code:     health-closed-before-referral
-- action:   Correct one of the two dates.
select row_id, closed_date as value
from current_health_waits
where closed_date < referral_date
order by row_id
