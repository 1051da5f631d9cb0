-- title:       Weeks from referral to first appointment
-- ref:         H03
-- kind:        median
-- when:        event
-- period:      month, rolling 12 months
-- unit:        weeks
-- better:      lower
-- source:      Health providers' waiting lists
-- owner:       Designated Clinical Officer
-- needs:       health_waits.first_appointment_date
-- definition:  Half of the children first seen in the period waited at most this many weeks from referral.
select referral_id as case_id, first_appointment_date as on_date, days_to_appointment as value, row_id, pathway
from mart_health_wait
where days_to_appointment >= 0
