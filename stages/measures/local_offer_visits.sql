-- title:       Visits to the Local Offer
-- ref:         X09
-- kind:        sum
-- when:        event
-- period:      month, rolling 12 months
-- unit:        number
-- better:      higher
-- source:      Local Offer web statistics
-- owner:       Participation lead
-- counts:      other
-- needs:       local_offer
-- definition:  Visits to the Local Offer website, by month. A month counts by its first day, one that is not over with
--              what is known of it.
select month as case_id, month || '-01' as on_date, visits as value, row_id
from stg_local_offer
