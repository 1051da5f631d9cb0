-- title:       Children waiting more than 12 weeks for a first appointment
-- ref:         H02
-- kind:        count
-- when:        state
-- period:      day
-- unit:        number
-- better:      lower
-- source:      Local standard
-- owner:       Designated Clinical Officer
-- needs:       health_waits.first_appointment_date
-- definition:  Referrals more than 84 days old on the day counted with no first appointment yet, no outcome, and not
--              closed.
select referral_id as case_id, add_days(referral_date, 85) as from_date,
       least_date(ended_date, first_appointment_date) as to_date, row_id, pathway
from mart_health_wait
